// biome-ignore-all lint/a11y/useFocusableInteractive: the tree has the focus; aria-activedescendant names the item.
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { useRowWindow } from '@/components/ui/useRowWindow';
import { t } from '@/utils/i18n';
import { formatBytes } from '@/utils/panel/format';
import { CHILDREN, type JsonRow, jsonRows, NOTHING_OPENED, openTo, parseJson } from '@/utils/panel/json-rows';
import { jsonPath, valueAt, valueText } from '@/utils/panel/json-value';
import { rowForKey } from '@/utils/panel/window';
import { JsonBar } from './JsonBar';
import { JsonLine } from './JsonLine';
import styles from './JsonTree.module.css';
import { useJsonSearch } from './useJsonSearch';

const ROW = 18;

interface JsonTreeProps {
  text: string;
  /** The same text as it may be copied. */
  safeText: () => Promise<string>;
}

/** Characters of JSON that are parsed unasked: a tenth of a second. */
const UNASKED = 8_000_000;

/** JSON as a tree; of a large one only once it is asked for, since nothing else moves while it is parsed. */
export function JsonTree(props: JsonTreeProps) {
  const [asked, setAsked] = useState(false);
  if (props.text.length <= UNASKED || asked) return <Tree {...props} />;
  return (
    <p class={styles.note}>
      {t('payload.largeJson', { size: formatBytes(props.text.length) })}{' '}
      <Button onClick={() => setAsked(true)}>{t('payload.readJson')}</Button>
    </p>
  );
}

/** A tree that opens as one looks: arrows as in the ARIA tree pattern, Enter opens and closes. */
function Tree({ text, safeText }: JsonTreeProps) {
  const id = useId();
  const parsed = useMemo(() => parseJson(text), [text]);
  const [opened, setOpened] = useState(NOTHING_OPENED);
  const [current, setCurrent] = useState('');
  const toReveal = useRef<string>(undefined);
  const rows = useMemo(() => (parsed.ok ? jsonRows(parsed.value, opened) : []), [parsed, opened]);
  const view = useRowWindow<HTMLDivElement>({ count: rows.length, rowHeight: ROW });
  const search = useJsonSearch(parsed, (pointer) => {
    setOpened(openTo(parsed.ok && parsed.value, pointer, opened));
    setCurrent(pointer);
    toReveal.current = pointer;
  });
  const selected = Math.max(
    0,
    rows.findIndex((row) => row.pointer === current),
  );
  // Once the rows are there to which it was opened.
  useLayoutEffect(() => {
    if (toReveal.current === undefined || rows[selected]?.pointer !== toReveal.current) return;
    toReveal.current = undefined;
    view.reveal(selected);
  });
  if (!parsed.ok) return <p class={styles.note}>{t('payload.notJson', { why: parsed.error })}</p>;

  const root = parsed.value;

  function go(to: number) {
    setCurrent(rows[to]!.pointer);
    view.reveal(to);
  }

  function toggle(row: JsonRow) {
    if (row.kind === 'more') {
      const parent = row.pointer.slice(0, -2);
      const shown = new Map(opened.shown).set(parent, (opened.shown.get(parent) ?? CHILDREN) + CHILDREN);
      setOpened({ ...opened, shown });
    } else if (row.open !== undefined) {
      setOpened({ ...opened, open: new Map(opened.open).set(row.pointer, !row.open) });
    }
  }

  function press(event: KeyboardEvent) {
    if ((event.ctrlKey || event.metaKey) && event.key === 'f') search.focus();
    else if (event.ctrlKey || event.metaKey || event.altKey || !move(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function move(key: string): boolean {
    const row = rows[selected];
    if (!row) return false;
    const to = rowForKey(key, selected, rows.length, Math.max(1, view.page - 1));
    if (to !== undefined) go(to);
    else if (key === 'ArrowRight' && row.open === true) go(Math.min(rows.length - 1, selected + 1));
    else if (key === 'ArrowLeft' && row.open !== true) go(parentOf(rows, selected));
    else if (['Enter', ' ', 'ArrowRight', 'ArrowLeft'].includes(key)) toggle(row);
    else if (key === '/') search.focus();
    else return false;
    return true;
  }

  async function safeValue(): Promise<string> {
    const safe = parseJson(await safeText());
    return safe.ok ? valueText(valueAt(safe.value, current)) : '';
  }

  const { first, last, offset, height } = view.rows;
  return (
    <div class={styles.whole}>
      <JsonBar
        search={search}
        onDepth={(depth) => setOpened({ ...NOTHING_OPENED, depth })}
        path={() => jsonPath(root, current)}
        value={safeValue}
      />
      <div
        ref={view.box}
        class={styles.box}
        role="tree"
        aria-label={t('payload.jsonLabel')}
        aria-activedescendant={`${id}-${selected}`}
        tabIndex={0}
        onScroll={view.scrolled}
        onKeyDown={press}
      >
        <div role="presentation" style={{ height: `${height}px` }}>
          <div role="presentation" class={styles.rows} style={{ transform: `translateY(${offset}px)` }}>
            {rows.slice(first, last).map((row, at) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys.
              <div
                key={row.pointer}
                id={`${id}-${first + at}`}
                class={styles.row}
                role="treeitem"
                aria-level={row.depth + 1}
                aria-expanded={row.open}
                aria-selected={first + at === selected}
                data-current={first + at === selected ? '' : undefined}
                data-hit={search.isHit(row.pointer) ? '' : undefined}
                style={{ paddingInlineStart: `${4 + row.depth * 14}px` }}
                onClick={() => {
                  setCurrent(row.pointer);
                  // A string is there to be read and marked; what folds it is its arrow.
                  if (!row.nested) toggle(row);
                }}
              >
                <JsonLine row={row} onFold={() => toggle(row)} />
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

function parentOf(rows: readonly JsonRow[], at: number): number {
  const depth = rows[at]!.depth;
  for (let row = at - 1; row >= 0; row--) if (rows[row]!.depth < depth) return row;
  return at;
}
