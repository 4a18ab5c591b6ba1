import { useId, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { DropZone } from '@/components/ui/DropZone';
import { t } from '@/utils/i18n';
import { tell } from '@/utils/panel/decoding/tell';
import { EXAMPLE } from '@/utils/panel/decoding/user/example';
import { describeDecoder, readModule } from '@/utils/panel/decoding/user/sandbox';
import type { SettingsModel } from '@/utils/panel/settings';
import styles from './Decoders.module.css';
import { FileButton } from './FileButton';
import { SavedList } from './SavedList';

/** Modules that are pasted or loaded, tried once in the sandbox, and kept. */
export function OwnDecoders({ settings }: { settings: SettingsModel }) {
  const own = settings.userDecoders.value;
  const [draft, setDraft] = useState<{ id?: string; source: string }>({ source: '' });
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const id = useId();

  const write = (source: string) => {
    setDraft({ ...draft, source });
    setProblem(undefined);
  };

  async function save() {
    setBusy(true);
    try {
      const { title = t('decoding.unnamed') } = await describeDecoder(draft.source);
      const saved = { id: draft.id ?? crypto.randomUUID(), title, source: draft.source };
      const known = own.some((one) => one.id === saved.id);
      settings.set(
        'userDecoders',
        known ? own.map((one) => (one.id === saved.id ? saved : one)) : [...own, saved],
      );
      setDraft({ source: '' });
      setProblem(undefined);
    } catch (error) {
      refuse(error);
    }
    setBusy(false);
  }

  const refuse = (error: unknown) =>
    setProblem(
      t('decoding.notDecoder', { why: tell(error instanceof Error ? error.message : String(error)) }),
    );

  async function load([file]: readonly File[]) {
    try {
      write(await readModule(file!));
    } catch (error) {
      refuse(error);
    }
  }

  return (
    <DropZone onFiles={load}>
      <p class={styles.hint}>{t('decoding.ownHint')}</p>
      <SavedList
        label={t('decoding.own')}
        items={own.map((one) => ({ ...one, size: one.source.length }))}
        onEdit={(wanted) => {
          const one = own.find((candidate) => candidate.id === wanted);
          if (one) setDraft({ id: one.id, source: one.source });
        }}
        onRemove={(gone) =>
          settings.set(
            'userDecoders',
            own.filter((one) => one.id !== gone),
          )
        }
      />
      <div class={styles.form}>
        <label for={id}>{draft.id ? t('decoding.sourceEdited') : t('decoding.source')}</label>
        <textarea
          id={id}
          spellcheck={false}
          autocomplete="off"
          value={draft.source}
          onInput={(event) => write(event.currentTarget.value)}
        />
        {problem && (
          <p class={styles.error} role="alert">
            {problem}
          </p>
        )}
        <div class={styles.actions}>
          {draft.source.trim() !== '' && !busy && (
            <Button onClick={save}>{draft.id ? t('decoding.save') : t('decoding.add')}</Button>
          )}
          {draft.source.trim() === '' && (
            <Button onClick={() => write(EXAMPLE)}>{t('decoding.example')}</Button>
          )}
          <FileButton label={t('decoding.loadFile')} accept=".js,.mjs,text/javascript" onFiles={load} />
          {draft.source !== '' && (
            <Button onClick={() => setDraft({ source: '' })}>{t('decoding.discard')}</Button>
          )}
        </div>
      </div>
    </DropZone>
  );
}
