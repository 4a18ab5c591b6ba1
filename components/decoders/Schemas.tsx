import { useState } from 'preact/hooks';
import { DropZone } from '@/components/ui/DropZone';
import { t } from '@/utils/i18n';
import { tell } from '@/utils/panel/decoding/tell';
import { readSchema, sizeOfSchema } from '@/utils/panel/schema-file';
import type { SettingsModel } from '@/utils/panel/settings';
import styles from './Decoders.module.css';
import { FileButton } from './FileButton';
import { SavedList } from './SavedList';

/** `.proto` files or descriptor sets that are loaded, looked into once, and kept. */
export function Schemas({ settings }: { settings: SettingsModel }) {
  const schemas = settings.schemas.value;
  const [problem, setProblem] = useState<string>();

  async function load(files: readonly File[]) {
    try {
      const schema = await readSchema(files, crypto.randomUUID());
      settings.set('schemas', [...schemas.filter(({ title }) => title !== schema.title), schema]);
      setProblem(undefined);
    } catch (error) {
      setProblem(
        t('decoding.notSchema', { why: tell(error instanceof Error ? error.message : String(error)) }),
      );
    }
  }

  return (
    <DropZone onFiles={load}>
      <p class={styles.hint}>{t('decoding.schemasHint')}</p>
      <SavedList
        label={t('decoding.schemas')}
        items={schemas.map((one) => ({ ...one, size: sizeOfSchema(one) }))}
        onRemove={(gone) =>
          settings.set(
            'schemas',
            schemas.filter(({ id }) => id !== gone),
          )
        }
      />
      {problem && (
        <p class={styles.error} role="alert">
          {problem}
        </p>
      )}
      <div class={styles.actions}>
        <FileButton
          label={t('decoding.loadSchemas')}
          accept=".proto,.pb,.desc,.bin,.binpb,.protoset"
          multiple
          onFiles={load}
        />
      </div>
    </DropZone>
  );
}
