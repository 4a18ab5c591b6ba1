import { Button } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import { formatBytes } from '@/utils/panel/format';
import styles from './Decoders.module.css';

interface Saved {
  id: string;
  title: string;
  size: number;
}

interface SavedListProps {
  label: string;
  items: readonly Saved[];
  onEdit?: (id: string) => void;
  onRemove: (id: string) => void;
}

/** What is kept, each with its way out. */
export function SavedList({ label, items, onEdit, onRemove }: SavedListProps) {
  if (items.length === 0) return null;
  return (
    <ul class={styles.list} aria-label={label}>
      {items.map(({ id, title, size }) => (
        <li key={id} class={styles.item}>
          <span class={styles.name} title={title}>
            {title}
          </span>
          <span class={styles.size}>{formatBytes(size)}</span>
          {onEdit && (
            <Button title={t('decoding.editNamed', { title })} onClick={() => onEdit(id)}>
              {t('decoding.edit')}
            </Button>
          )}
          <Button title={t('decoding.removeNamed', { title })} onClick={() => onRemove(id)}>
            {t('decoding.remove')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
