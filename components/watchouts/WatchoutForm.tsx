import { useId, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import {
  type Draft,
  type DraftField,
  draftFields,
  startDraft,
  watchoutOf,
} from '@/utils/panel/watchouts/draft';
import { WATCHOUT_KINDS, type Watchout, type WatchoutKind } from '@/utils/watchouts';
import styles from './Watchouts.module.css';

interface WatchoutFormProps {
  onAdd: (watchout: Watchout) => void;
  onCancel: () => void;
}

/** A new watch-out: its kind, and what its kind asks for. */
export function WatchoutForm({ onAdd, onCancel }: WatchoutFormProps) {
  const [draft, setDraft] = useState<Draft>(() => startDraft('close-codes'));
  const [problem, setProblem] = useState<string>();
  const id = useId();

  function submit(event?: Event) {
    event?.preventDefault();
    const watchout = watchoutOf(draft);
    if (typeof watchout === 'string') setProblem(watchout);
    else onAdd(watchout);
  }

  return (
    <form class={styles.form} aria-label={t('rules.add')} onSubmit={submit}>
      <label class={styles.field}>
        <span>{t('rules.kind')}</span>
        <select
          value={draft.watch}
          onChange={(event) => {
            setDraft(startDraft(event.currentTarget.value as WatchoutKind, draft.url));
            setProblem(undefined);
          }}
        >
          {WATCHOUT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`rules.kind_${kind.replaceAll('-', '_') as Underscored<typeof kind>}`)}
            </option>
          ))}
        </select>
      </label>
      {draftFields(draft.watch).map((field) => (
        <div key={`${draft.watch}.${field.name}`} class={styles.field}>
          <label for={`${id}-${field.name}`}>
            {t(`rules.field_${field.name}`)}
            {!field.needed && <i> {t('rules.optional')}</i>}
          </label>
          <Control
            id={`${id}-${field.name}`}
            field={field}
            value={draft[field.name] ?? ''}
            onChange={(value) => setDraft({ ...draft, [field.name]: value })}
          />
        </div>
      ))}
      {problem && (
        <p class={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div class={styles.acts}>
        <Button onClick={submit} primary>
          {t('rules.addNow')}
        </Button>
        <Button onClick={onCancel}>{t('rules.cancel')}</Button>
      </div>
    </form>
  );
}

type Underscored<T extends string> = T extends `${infer A}-${infer B}` ? `${A}_${Underscored<B>}` : T;

const CHOICES = {
  direction: ['', 'sent', 'received'],
  severity: ['must', 'should', 'information'],
} as const;

interface ControlProps {
  id: string;
  field: DraftField;
  value: string;
  onChange: (value: string) => void;
}

function Control({ id, field: { input }, value, onChange }: ControlProps) {
  if (input === 'direction' || input === 'severity') {
    return (
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {CHOICES[input].map((one) => (
          <option key={one} value={one}>
            {t(`rules.choice_${one || 'any'}`)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      id={id}
      type="text"
      inputMode={input === 'number' ? 'numeric' : 'text'}
      spellcheck={false}
      autocomplete="off"
      value={value}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}
