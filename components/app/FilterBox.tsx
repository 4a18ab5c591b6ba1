import { useRef, useState } from 'preact/hooks';
import { IconButton } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { later } from '@/components/ui/later';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import styles from './FilterBox.module.css';
import { FILTER_ID } from './useShortcuts';

const Suggestions = later(() => import('@/components/search/Suggestions').then((one) => one.Suggestions));

/** The one query of the panel. What can be written, and what is wrong with it, comes with the focus. */
export function FilterBox({ store }: { store: PanelStore }) {
  const { search } = store;
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState<number>();
  /** The popup's own keys, while it is there. */
  const keys = useRef<(event: KeyboardEvent) => boolean>(undefined);
  const text = search.text.value;
  const { errors } = search.query.value;
  const readCaret = () => setCaret(input.current!.selectionStart ?? 0);
  return (
    <search class={styles.box} data-tour="filter">
      <Icon name="filter" size={12} />
      {errors.length > 0 && <Marks text={text} errors={errors} scroll={input.current?.scrollLeft ?? 0} />}
      <input
        id={FILTER_ID}
        ref={input}
        class={styles.input}
        type="text"
        role="combobox"
        aria-label={t('query.label')}
        aria-expanded={caret !== undefined}
        aria-controls="filter-popup"
        aria-autocomplete="list"
        aria-invalid={errors.length > 0}
        aria-describedby={errors.length > 0 ? 'filter-errors' : undefined}
        placeholder={t('query.placeholder')}
        spellcheck={false}
        autocomplete="off"
        value={text}
        onFocus={() => {
          search.prepare();
          readCaret();
        }}
        onBlur={() => setCaret(undefined)}
        onClick={readCaret}
        onKeyUp={(event) => event.key.startsWith('Arrow') && caret !== undefined && readCaret()}
        onInput={(event) => {
          search.set(event.currentTarget.value);
          readCaret();
        }}
        onKeyDown={(event) => {
          if (caret !== undefined && keys.current?.(event)) event.preventDefault();
          else if (event.key === 'Enter') store.stepToMatch(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') {
            if (caret !== undefined) setCaret(undefined);
            else search.set('');
          }
        }}
      />
      {text && (
        <span class={styles.clear}>
          <IconButton icon="close" label={t('query.clear')} onClick={() => search.set('')} />
        </span>
      )}
      {caret !== undefined && (
        <Suggestions
          store={store}
          caret={caret}
          keys={keys}
          onTake={(next, at) => {
            search.set(next);
            requestAnimationFrame(() => {
              input.current?.focus();
              input.current?.setSelectionRange(at, at);
              readCaret();
            });
          }}
          onPoint={(from, to) => input.current?.setSelectionRange(from, to)}
        />
      )}
    </search>
  );
}

interface MarksProps {
  text: string;
  errors: readonly { from: number; to: number }[];
  scroll: number;
}

/** The text once more behind the field, to underline what is wrong in its place. */
function Marks({ text, errors, scroll }: MarksProps) {
  const sorted = errors.toSorted((a, b) => a.from - b.from);
  return (
    <div class={styles.marks} aria-hidden="true">
      <span style={{ marginInlineStart: `-${scroll}px` }}>
        {sorted.map(({ from, to }, at) => (
          <span key={from}>
            {text.slice(sorted[at - 1]?.to ?? 0, from)}
            <u>{text.slice(from, to)}</u>
          </span>
        ))}
      </span>
    </div>
  );
}
