import { Button, IconButton } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import styles from './SearchStrip.module.css';

/** Queries that were kept: each can be on, several at once, all of them or any. */
export function SavedFilters({ store: { settings, search } }: { store: PanelStore }) {
  const saved = settings.savedFilters.value;
  const text = search.text.value.trim();
  const keep = (list: typeof saved.list) => settings.set('savedFilters', { ...saved, list });
  const isNew =
    text !== '' && search.query.value.errors.length === 0 && saved.list.every((one) => one.text !== text);
  return (
    <div class={styles.saved}>
      {isNew && (
        <Button
          onClick={() => {
            keep([...saved.list, { text, on: true }]);
            search.set('');
          }}
        >
          {t('query.save')}
        </Button>
      )}
      {saved.list.length > 0 && (
        <ul aria-label={t('query.saved')}>
          {saved.list.map((one) => (
            <li key={one.text} class={styles.chip} data-on={one.on ? '' : undefined}>
              <button
                type="button"
                aria-pressed={one.on}
                onClick={() =>
                  keep(saved.list.map((other) => (other === one ? { ...one, on: !one.on } : other)))
                }
              >
                {one.text}
              </button>
              <IconButton
                icon="close"
                label={t('query.remove', { filter: one.text })}
                onClick={() => keep(saved.list.filter((other) => other !== one))}
              />
            </li>
          ))}
        </ul>
      )}
      {saved.list.filter(({ on }) => on).length > 1 && (
        <select
          aria-label={t('query.savedBy')}
          value={saved.by}
          onChange={(event) =>
            settings.set('savedFilters', { ...saved, by: event.currentTarget.value === 'or' ? 'or' : 'and' })
          }
        >
          <option value="and">{t('query.all')}</option>
          <option value="or">{t('query.any')}</option>
        </select>
      )}
    </div>
  );
}
