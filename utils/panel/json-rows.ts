import { childAt, ExactNumber, isContainer, NESTED, nestedIn, parentPointers, segment } from './json-value';

export { ExactNumber, type JsonResult, parseJson, valueAt } from './json-value';

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null' | 'more';

/** One line of a JSON tree. */
export interface JsonRow {
  /** RFC 6901 pointer; `~j` steps into JSON that stands in a string. Names the row. */
  pointer: string;
  depth: number;
  /** Member name or index; undefined for the root. */
  key?: string;
  kind: JsonKind;
  text: string;
  open?: boolean;
  /** What opens is JSON within a string. */
  nested?: boolean;
}

/** How far a tree is opened. */
export interface JsonOpened {
  /** Pointers that were opened or closed by hand. */
  open: ReadonlyMap<string, boolean>;
  /** Levels that are open where nothing else is said; undefined: small things near the root. */
  depth?: number;
  /** How many children of one are shown. */
  shown: ReadonlyMap<string, number>;
}

export const NOTHING_OPENED: JsonOpened = { open: new Map(), shown: new Map() };

/** Children shown at first, and with each “more”. */
export const CHILDREN = 500;
/** Lines of a tree that are laid out at all. */
export const MOST_ROWS = 200_000;

const OPEN_DEPTH = 2;
const OPEN_SIZE = 50;
const TEXT = 2000;

/** The lines of a JSON value as it is opened. Small things near the root are open to begin with. */
export function jsonRows(root: unknown, opened: JsonOpened): JsonRow[] {
  const rows: JsonRow[] = [];

  function isOpen(pointer: string, depth: number, size: number, nested: boolean): boolean {
    if (size === 0) return false;
    const standard =
      opened.depth === undefined
        ? !nested && depth < OPEN_DEPTH && (size <= OPEN_SIZE || depth === 0)
        : depth < opened.depth;
    return opened.open.get(pointer) ?? standard;
  }

  function visit(value: unknown, pointer: string, depth: number, key?: string) {
    if (rows.length >= MOST_ROWS) return;
    if (!isContainer(value)) return visitLeaf(value, pointer, depth, key);
    const { keys, size } = childrenOf(value);
    const open = isOpen(pointer, depth, size, false);
    const kind = keys ? 'object' : 'array';
    rows.push({ pointer, depth, key, kind, text: preview(value, size), open: size > 0 ? open : undefined });
    if (open) visitChildren(value, pointer, depth);
  }

  function visitLeaf(value: unknown, pointer: string, depth: number, key?: string) {
    const row: JsonRow = { pointer, depth, key, ...leaf(value) };
    const within = typeof value === 'string' ? nestedIn(value) : undefined;
    if (within === undefined) {
      rows.push(row);
      return;
    }
    const open = isOpen(pointer, depth, childrenOf(within).size, true);
    rows.push({ ...row, nested: true, open });
    if (open) visitChildren(within, `${pointer}/${NESTED}`, depth);
  }

  function visitChildren(value: object, pointer: string, depth: number) {
    const { keys, size } = childrenOf(value);
    const shown = Math.min(size, opened.shown.get(pointer) ?? CHILDREN);
    for (let i = 0; i < shown; i++) {
      const name = keys ? keys[i]! : String(i);
      visit(childAt(value, name), `${pointer}/${segment(name)}`, depth + 1, name);
    }
    if (shown < size) {
      rows.push({ pointer: `${pointer}/…`, depth: depth + 1, kind: 'more', text: `${size - shown}` });
    }
  }

  visit(root, '', 0);
  return rows;
}

function childrenOf(value: object): { keys?: readonly string[]; size: number } {
  if (Array.isArray(value)) return { size: value.length };
  const keys = Object.keys(value);
  return { keys, size: keys.length };
}

/** The tree opened so far that a row is seen, with as many of its siblings as come before it. */
export function openTo(root: unknown, pointer: string, opened: JsonOpened): JsonOpened {
  const open = new Map(opened.open);
  const shown = new Map(opened.shown);
  for (const { pointer: parent, value, key } of parentPointers(root, pointer)) {
    open.set(parent.endsWith(`/${NESTED}`) ? parent.slice(0, -NESTED.length - 1) : parent, true);
    const { keys } = childrenOf(value);
    const at = keys ? keys.indexOf(key) : Number(key);
    const need = Math.ceil((at + 1) / CHILDREN) * CHILDREN;
    if (need > (shown.get(parent) ?? CHILDREN)) shown.set(parent, need);
  }
  return { ...opened, open, shown };
}

function leaf(value: unknown): Pick<JsonRow, 'kind' | 'text'> {
  if (value === null) return { kind: 'null', text: 'null' };
  if (value instanceof ExactNumber) return { kind: 'number', text: value.source };
  if (typeof value === 'string') {
    const cut = value.length > TEXT ? `${value.slice(0, TEXT)}…` : value;
    return { kind: 'string', text: JSON.stringify(cut) };
  }
  return { kind: typeof value as 'number' | 'boolean', text: String(value) };
}

/** A container in a few words: `{op, channels, symbols}`, `[4]`. */
function preview(value: object, size: number): string {
  if (Array.isArray(value)) return `[${size}]`;
  const names = Object.keys(value).slice(0, 6);
  return `{${names.map((name) => (name.length > 24 ? `${name.slice(0, 24)}…` : name)).join(', ')}${size > 6 ? ', …' : ''}}`;
}
