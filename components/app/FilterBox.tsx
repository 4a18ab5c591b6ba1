import { IconButton } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import type { PanelStore } from '@/utils/panel';
import styles from './FilterBox.module.css';
import { FILTER_ID } from './useShortcuts';

const HELP = 'Words, "quoted words", dir:in, dir:out, type:text, type:binary, size:>1k, size:<200';

/** The filter of both halves. What it does not understand is said beneath it. */
export function FilterBox({ store }: { store: PanelStore }) {
  const text = store.filter.text.value;
  const { errors } = store.filter.query.value;
  return (
    <search class={styles.box}>
      <Icon name="filter" size={12} />
      <input
        id={FILTER_ID}
        class={styles.input}
        type="text"
        aria-label="Filter connections, frames and flows"
        aria-invalid={errors.length > 0}
        aria-describedby={errors.length > 0 ? 'filter-errors' : undefined}
        placeholder="Filter: words, dir:in, type:binary, size:>1k"
        title={HELP}
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={(event) => store.filter.set(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && store.filter.set('')}
      />
      {text && (
        <span class={styles.clear}>
          <IconButton icon="close" label="Clear the filter" onClick={() => store.filter.set('')} />
        </span>
      )}
      {errors.length > 0 && (
        <div id="filter-errors" class={styles.errors} role="status">
          {errors.join('. ')}
        </div>
      )}
    </search>
  );
}
