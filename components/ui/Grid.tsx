// biome-ignore-all lint/a11y/useSemanticElements: virtual rows are positioned, and a <table> laid out so loses its semantics.
// biome-ignore-all lint/a11y/noStaticElementInteractions: its role is grid or treegrid.
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: its role is grid or treegrid.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus; aria-activedescendant names the row.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { ChooseHow } from '@/utils/panel/choose';
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
  /** Holds one short text that its width has room for, and nothing else: it is laid out without a box of its own. */
  plain?: boolean;
  /** Stands back behind the others. */
  dim?: boolean;
  title?: string;
}

export interface GridRow {
  key: string | number;
  cells: readonly ComponentChildren[];
  /** Belongs to what is selected elsewhere. */
  related?: boolean;
  /** One of several that are chosen, in a grid that takes several. */
  chosen?: boolean;
  /** Answers what is searched for, among rows that do not. */
  hit?: boolean;
  /** The row heads those beneath it. */
  head?: boolean;
  /** Opens and closes; absent: it does not. */
  expanded?: boolean;
  /** Depth in a tree, from 1. */
  level?: number;
  title?: string;
}

interface GridProps {
  label: string;
  /** What the rows are of: of another one the selected row is brought into view anew. */
  of?: string;
  /** A grid whose rows open and close. */
  tree?: boolean;
  /** Takes several rows; `onSelect` then says how. */
  several?: boolean;
  /** A row that comes into view takes the elements of one that left it: for rows that are long lists of plain text. */
  recycled?: boolean;
  columns: readonly Column[];
  count: number;
  row: (index: number) => GridRow | undefined;
  /** −1 for none. */
  selected: number;
  onSelect: (index: number, how: ChooseHow) => void;
  /** Enter or a double click on the selected row. */
  onOpen?: (index: number) => void;
  /** A key that the grid itself has no use for; gives whether it was taken. */
  onKey?: (event: KeyboardEvent) => boolean;
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
  const { label, of, tree, several, recycled, columns, count, row, selected, onSelect, onOpen, onKey } =
    props;
  const { follow, onFollow, least } = props;
  const id = useId();
  const { box, rows, page, end, scrolled, reveal } = useRowWindow<HTMLDivElement>({
    count,
    rowHeight: ROW_HEIGHT,
    header: ROW_HEIGHT,
    atEnd: follow,
  });
  const { first, last, offset, height } = rows;

  const put = useRef(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!follow) put.current = 0;
    if (!follow || !element || end === undefined) return;
    // Scrolled away from where it was put: the scroll event, which will end the following, is on its way.
    if (element.scrollTop < Math.min(put.current, end) - ROW_HEIGHT / 2) return;
    element.scrollTop = end;
    put.current = end;
  });

  /** Following ends here and not with the scroll event: a drawing in between would go back to the end. */
  function show(index: number) {
    if (follow && index < count - 1) onFollow?.(false);
    reveal(index);
  }

  // Selected from elsewhere (a timeline, a link): bring it into view. Where its own detail takes the room, keep it there.
  const before = useRef({ of, selected: -1, drawn: false });
  useEffect(() => {
    const moved = selected !== before.current.selected || of !== before.current.of;
    if (selected >= 0 && page > 0 && (moved || before.current.drawn)) show(selected);
    if (page > 0) Object.assign(before.current, { of, selected });
  }, [of, selected, page]);
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
    // Keys within a row's own controls are theirs.
    if (event.target !== event.currentTarget) return;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const to = plain ? rowForKey(event.key, selected, count, Math.max(1, page - 1)) : undefined;
    if (to !== undefined) {
      onSelect(to, several && event.shiftKey ? 'range' : 'only');
      show(to);
    } else if (event.key === 'Enter' && plain && selected >= 0 && onOpen) onOpen(selected);
    else if (event.key === ' ' && several && selected >= 0) onSelect(selected, 'toggle');
    else if (!onKey?.(event)) return;
    event.preventDefault();
  }

  function point(event: PointerEvent, index: number) {
    if (event.button !== 0) return;
    const how = !several
      ? 'only'
      : event.shiftKey
        ? 'range'
        : event.ctrlKey || event.metaKey
          ? 'toggle'
          : 'only';
    // A range of rows is no range of text.
    if (how === 'range') {
      event.preventDefault();
      box.current?.focus({ preventScroll: true });
    }
    onSelect(index, how);
  }

  const places = useRef(0);
  places.current = Math.max(places.current, last - first);
  const drawn = [];
  for (let index = first; index < last; index++) {
    const content = row(index);
    if (content) drawn.push({ index, ...content });
  }
  return (
    <div
      ref={box}
      class={styles.grid}
      role={tree ? 'treegrid' : 'grid'}
      aria-label={label}
      aria-multiselectable={several}
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
          {drawn.map(({ index, key, cells, related, chosen, hit, head, expanded, level, title }) => (
            <div
              key={recycled ? index % places.current : key}
              id={`${id}-${index}`}
              class={styles.row}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === selected || chosen === true}
              aria-expanded={expanded}
              aria-level={level}
              data-current={index === selected ? '' : undefined}
              data-head={head ? '' : undefined}
              data-hit={hit ? '' : undefined}
              data-odd={index % 2 === 1 ? '' : undefined}
              data-related={related ? '' : undefined}
              title={title}
              onPointerDown={(event) => point(event, index)}
              onDblClick={() => onOpen?.(index)}
            >
              {cells.map((cell, at) => (
                <div
                  key={columns[at]!.id}
                  class={styles.cell}
                  role="gridcell"
                  data-end={columns[at]!.end}
                  data-plain={columns[at]!.plain}
                  data-dim={columns[at]!.dim}
                  data-fluid={columns[at]!.width.includes('fr')}
                >
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
