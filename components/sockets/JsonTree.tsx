// biome-ignore-all lint/a11y/useFocusableInteractive: the tree has the focus; aria-activedescendant names the item.
import { useId, useMemo, useState } from 'preact/hooks';
import { useRowWindow } from '@/components/ui/useRowWindow';
import { CHILDREN, type JsonRow, jsonRows, NOTHING_OPENED, parseJson } from '@/utils/panel/json-rows';
import { visible } from '@/utils/panel/summary';
import { rowForKey } from '@/utils/panel/window';
import styles from './JsonTree.module.css';

const ROW = 18;

/** JSON as a tree that opens as one looks: arrows as in the ARIA tree pattern, Enter opens and closes. */
export function JsonTree({ text }: { text: string }) {
  const id = useId();
  const parsed = useMemo(() => parseJson(text), [text]);
  const [opened, setOpened] = useState(NOTHING_OPENED);
  const [current, setCurrent] = useState(0);
  const rows = useMemo(() => (parsed.ok ? jsonRows(parsed.value, opened) : []), [parsed, opened]);
  const view = useRowWindow<HTMLDivElement>({ count: rows.length, rowHeight: ROW });
  if (!parsed.ok) return <p class={styles.note}>Not JSON: {parsed.error}</p>;

  function go(to: number) {
    setCurrent(to);
    view.reveal(to);
  }

  function toggle(row: JsonRow) {
    if (row.kind === 'more') {
      const parent = row.pointer.slice(0, -2);
      const shown = new Map(opened.shown).set(parent, (opened.shown.get(parent) ?? CHILDREN) + CHILDREN);
      setOpened({ ...opened, shown });
    } else if (row.open !== undefined) {
      const toggled = new Set(opened.toggled);
      if (!toggled.delete(row.pointer)) toggled.add(row.pointer);
      setOpened({ ...opened, toggled });
    }
  }

  function press(event: KeyboardEvent) {
    const row = rows[current];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = rowForKey(event.key, current, rows.length, Math.max(1, view.page - 1));
    if (to !== undefined) go(to);
    else if (event.key === 'ArrowRight' && row.open === true) go(Math.min(rows.length - 1, current + 1));
    else if (event.key === 'ArrowLeft' && row.open !== true) go(parentOf(rows, current));
    else if (['Enter', ' ', 'ArrowRight', 'ArrowLeft'].includes(event.key)) toggle(row);
    else return;
    event.preventDefault();
  }

  const { first, last, offset, height } = view.rows;
  return (
    <div
      ref={view.box}
      class={styles.box}
      role="tree"
      aria-label="Payload as JSON"
      aria-activedescendant={`${id}-${current}`}
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
              aria-selected={first + at === current}
              data-current={first + at === current ? '' : undefined}
              style={{ paddingInlineStart: `${4 + row.depth * 14}px` }}
              onClick={() => {
                setCurrent(first + at);
                toggle(row);
              }}
            >
              <Line row={row} />
            </div>
          ))}
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

function Line({ row }: { row: JsonRow }) {
  const leaf = row.kind !== 'object' && row.kind !== 'array';
  return (
    <>
      <span class={styles.fold} aria-hidden="true">
        {row.open === undefined ? '' : row.open ? '▾' : '▸'}
      </span>
      {row.key !== undefined && <span class={styles.key}>{visible(row.key)}: </span>}
      <span class={leaf ? styles[row.kind] : styles.preview}>{visible(row.text)}</span>
    </>
  );
}
