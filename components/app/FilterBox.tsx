import { IconButton } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import styles from './FilterBox.module.css';
import { FILTER_ID } from './useShortcuts';

/** The filter of both halves. What it does not understand is said beneath it. */
export function FilterBox({ store }: { store: PanelStore }) {
  const text = store.search.text.value;
  const { errors } = store.search.query.value;
  return (
    <search class={styles.box} data-tour="filter">
      <Icon name="filter" size={12} />
      <input
        id={FILTER_ID}
        class={styles.input}
        type="text"
        aria-label={t('query.label')}
        aria-invalid={errors.length > 0}
        aria-describedby={errors.length > 0 ? 'filter-errors' : undefined}
        placeholder={t('query.placeholder')}
        spellcheck={false}
        autocomplete="off"
        value={text}
        onFocus={() => store.search.prepare()}
        onInput={(event) => store.search.set(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && store.search.set('')}
      />
      {text && (
        <span class={styles.clear}>
          <IconButton icon="close" label={t('query.clear')} onClick={() => store.search.set('')} />
        </span>
      )}
      {errors.length > 0 && (
        <div id="filter-errors" class={styles.errors} role="status">
          {errors.map(({ key, values }) => t(`query.${key}`, values)).join('. ')}
        </div>
      )}
    </search>
  );
}
