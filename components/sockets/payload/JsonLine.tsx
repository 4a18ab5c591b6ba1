import { t } from '@/utils/i18n';
import type { JsonRow } from '@/utils/panel/json-rows';
import { visible } from '@/utils/panel/summary';
import styles from './JsonTree.module.css';

/** One line of a JSON tree: its fold, name and value. */
export function JsonLine({ row, onFold }: { row: JsonRow; onFold: () => void }) {
  const leaf = row.kind !== 'object' && row.kind !== 'array';
  const text = row.kind === 'more' ? t('payload.more', { count: Number(row.text) }) : visible(row.text);
  return (
    <>
      <span
        class={styles.fold}
        aria-hidden="true"
        onClick={(event) => {
          if (!row.nested) return;
          event.stopPropagation();
          onFold();
        }}
      >
        {row.open === undefined ? '' : row.open ? '▾' : '▸'}
      </span>
      {row.key !== undefined && <span class={styles.key}>{visible(row.key)}: </span>}
      <span class={leaf ? styles[row.kind] : styles.preview}>{text}</span>
      {row.nested && <span class={styles.nested}>{t('payload.nestedJson')}</span>}
    </>
  );
}
