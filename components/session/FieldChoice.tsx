import { useEffect, useState } from 'preact/hooks';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { type ExportChoice, kindsIn } from '@/utils/panel/export';
import styles from './ExportDialog.module.css';

interface FieldChoiceProps {
  store: PanelStore;
  choice: ExportChoice;
  onChange: (change: Partial<ExportChoice>) => void;
}

/** The kinds that are replaced where somebody chooses, and names of fields beside them. */
export function FieldChoice({ store, choice, onChange }: FieldChoiceProps) {
  const [found, setFound] = useState<readonly string[]>();
  const choosing = choice.level === 'chosen';
  useEffect(() => {
    if (!choosing || found) return;
    const abort = new AbortController();
    kindsIn(store.held(), abort.signal).then(
      (kinds) => {
        setFound(kinds);
        onChange({ kinds });
      },
      () => {},
    );
    return () => abort.abort();
  }, [choosing]);
  const { kinds = [] } = choice;
  const toggle = (kind: string, on: boolean) =>
    onChange({ kinds: on ? [...kinds, kind] : kinds.filter((one) => one !== kind) });
  return (
    <>
      {choosing && (
        <fieldset class={styles.kinds}>
          <legend>{t('session.kinds')}</legend>
          {!found && <p>{t('session.looking')}</p>}
          {found?.length === 0 && <p>{t('session.noKinds')}</p>}
          {found?.map((kind) => (
            <label key={kind} class={styles.kind}>
              <input
                type="checkbox"
                checked={kinds.includes(kind)}
                onChange={(event) => toggle(kind, event.currentTarget.checked)}
              />
              <code>{kind}</code>
            </label>
          ))}
        </fieldset>
      )}
      <label class={styles.fields}>
        <span>{t('session.moreFields')}</span>
        <input
          type="text"
          spellcheck={false}
          autocomplete="off"
          placeholder="account_number, iban"
          onInput={(event) => onChange({ fields: namesOf(event.currentTarget.value) })}
        />
      </label>
    </>
  );
}

const namesOf = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);
