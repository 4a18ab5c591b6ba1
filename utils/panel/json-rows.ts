/** A number that a double cannot hold, kept as it was written. */
export class ExactNumber {
  constructor(readonly source: string) {}
}

export type JsonResult = { ok: true; value: unknown } | { ok: false; error: string };

/** Parses JSON; numbers beyond a double's precision stay exact. Never throws. */
export function parseJson(text: string): JsonResult {
  try {
    return { ok: true, value: /\d{16}/.test(text) ? JSON.parse(text, exact as never) : JSON.parse(text) };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : 'not JSON' };
  }
}

function exact(_key: string, value: unknown, context: { source?: string }): unknown {
  if (typeof value !== 'number' || !context?.source || !/^-?\d{16,}$/.test(context.source)) return value;
  return String(value) === context.source ? value : new ExactNumber(context.source);
}

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null' | 'more';

/** One line of a JSON tree. */
export interface JsonRow {
  /** RFC 6901 pointer: names the row, and is what is copied as its path. */
  pointer: string;
  depth: number;
  /** Member name or index; undefined for the root. */
  key?: string;
  kind: JsonKind;
  text: string;
  open?: boolean;
}

/** How far a tree is opened: pointers that differ from the standard, and how many children of one are shown. */
export interface JsonOpened {
  toggled: ReadonlySet<string>;
  shown: ReadonlyMap<string, number>;
}

export const NOTHING_OPENED: JsonOpened = { toggled: new Set(), shown: new Map() };

/** Children shown at first, and with each “more”. */
export const CHILDREN = 500;

const OPEN_DEPTH = 2;
const OPEN_SIZE = 50;
const TEXT = 2000;

const escapeKey = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
const isContainer = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof ExactNumber);

/** The lines of a JSON value as it is opened. Small things near the root are open to begin with. */
export function jsonRows(root: unknown, opened: JsonOpened): JsonRow[] {
  const rows: JsonRow[] = [];

  function visit(value: unknown, pointer: string, depth: number, key?: string) {
    if (!isContainer(value)) {
      rows.push({ pointer, depth, key, ...leaf(value) });
      return;
    }
    const keys = Array.isArray(value) ? undefined : Object.keys(value);
    const size = keys ? keys.length : (value as unknown[]).length;
    const standard = depth < OPEN_DEPTH && (size <= OPEN_SIZE || depth === 0);
    const open = size > 0 && standard !== opened.toggled.has(pointer);
    const kind = keys ? 'object' : 'array';
    rows.push({ pointer, depth, key, kind, text: preview(value, size), open: size > 0 ? open : undefined });
    if (!open) return;
    const shown = Math.min(size, opened.shown.get(pointer) ?? CHILDREN);
    for (let i = 0; i < shown; i++) {
      const name = keys ? keys[i]! : String(i);
      visit((value as Record<string, unknown>)[name], `${pointer}/${escapeKey(name)}`, depth + 1, name);
    }
    if (shown < size) {
      rows.push({ pointer: `${pointer}/…`, depth: depth + 1, kind: 'more', text: `${size - shown} more` });
    }
  }

  visit(root, '', 0);
  return rows;
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

/** The value at a pointer of `jsonRows`, for copying; undefined where there is none. */
export function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!isContainer(value) || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
