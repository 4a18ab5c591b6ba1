// biome-ignore-all lint/a11y/useSemanticElements: virtual rows are positioned, and a <table> laid out so loses its semantics.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus; aria-activedescendant names the row.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { rowForKey } from '@/utils/panel/window';
import styles from './Grid.module.css';
import { useRowWindow } from './useRowWindow';

export interface Column {
  id: string;
  label: string;
  /** A CSS grid track: `72px`, `minmax(120px, 1fr)`. */
  width: string;
  /** Numbers stand at the end. */
  end?: boolean;
  title?: string;
}

export interface GridRow {
  key: string | number;
  cells: readonly ComponentChildren[];
  /** Belongs to what is selected elsewhere. */
  related?: boolean;
  title?: string;
}

interface GridProps {
  label: string;
  columns: readonly Column[];
  count: number;
  row: (index: number) => GridRow | undefined;
  /** −1 for none. */
  selected: number;
  onSelect: (index: number) => void;
  /** Enter or a double click on the selected row. */
  onOpen?: (index: number) => void;
  /** Stay at the end as rows come. */
  follow?: boolean;
  onFollow?: (follow: boolean) => void;
  /** What the row list stands on where it is narrower than its columns. */
  least?: string;
}

/** Height of a row and of the header, px: `--row` of the theme. */
export const ROW_HEIGHT = 22;

/** A virtual table of equal rows: role grid, one tab stop, arrows and page keys, rows drawn as they are seen. */
export function Grid(props: GridProps) {
  const { label, columns, count, row, selected, onSelect, onOpen, follow, onFollow, least } = props;
  const id = useId();
  const { box, rows, page, scrolled, reveal } = useRowWindow<HTMLDivElement>({
    count,
    rowHeight: ROW_HEIGHT,
    header: ROW_HEIGHT,
  });
  const { first, last, offset, height } = rows;

  const end = useRef(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!follow) end.current = 0;
    if (!follow || !element) return;
    const last = element.scrollHeight - element.clientHeight;
    // Scrolled away from where it was put: the scroll event, which will end the following, is on its way.
    if (element.scrollTop < Math.min(end.current, last) - ROW_HEIGHT / 2) return;
    element.scrollTop = last;
    end.current = last;
  });

  /** Following ends here and not with the scroll event: a drawing in between would go back to the end. */
  function show(index: number) {
    if (follow && index < count - 1) onFollow?.(false);
    reveal(index);
  }

  // Selected from elsewhere (a timeline, a link): bring it into view. Where its own detail takes the room, keep it there.
  const before = useRef({ selected: -1, drawn: false });
  useEffect(() => {
    const moved = selected !== before.current.selected;
    if (selected >= 0 && page > 0 && (moved || before.current.drawn)) show(selected);
    if (page > 0) before.current.selected = selected;
  }, [selected, page]);
  useEffect(() => {
    before.current.drawn = selected >= first && selected < last;
  });

  function scroll() {
    scrolled();
    const element = box.current;
    if (!element || !onFollow) return;
    const atEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - ROW_HEIGHT / 2;
    if (atEnd !== follow) onFollow(atEnd);
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'Enter' && selected >= 0) {
      event.preventDefault();
      onOpen?.(selected);
      return;
    }
    const to = rowForKey(event.key, selected, count, Math.max(1, page - 1));
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onSelect(to);
    show(to);
  }

  const drawn = [];
  for (let index = first; index < last; index++) {
    const content = row(index);
    if (content) drawn.push({ index, ...content });
  }
  return (
    <div
      ref={box}
      class={styles.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={selected >= first && selected < last ? `${id}-${selected}` : undefined}
      tabIndex={0}
      style={{ '--columns': columns.map((column) => column.width).join(' '), '--least': least }}
      onScroll={scroll}
      onKeyDown={press}
    >
      <div class={styles.header} role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <div
            key={column.id}
            class={styles.cell}
            role="columnheader"
            data-end={column.end}
            title={column.title}
          >
            <span>{column.label}</span>
          </div>
        ))}
      </div>
      <div class={styles.body} role="presentation" style={{ height: `${height}px`, minWidth: least }}>
        <div class={styles.rows} role="presentation" style={{ transform: `translateY(${offset}px)` }}>
          {drawn.map(({ index, key, cells, related, title }) => (
            <div
              key={key}
              id={`${id}-${index}`}
              class={styles.row}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === selected}
              data-odd={index % 2 === 1 ? '' : undefined}
              data-related={related ? '' : undefined}
              title={title}
              onPointerDown={(event) => event.button === 0 && onSelect(index)}
              onDblClick={() => onOpen?.(index)}
            >
              {cells.map((cell, at) => (
                <div key={columns[at]!.id} class={styles.cell} role="gridcell" data-end={columns[at]!.end}>
                  {cell}
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
