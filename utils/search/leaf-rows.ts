import { messageCredentials } from '../session/message-credentials';
import { FRAME_BINARY, FRAME_SENT } from '../session/observations';
import type { Comparison, Leaf } from './expression';
import { compileJson, type JsonAsked } from './json-path';
import { regexNeedles } from './regex-needles';
import type { Moments } from './subject';
import { asBytes, rowAt, type UnitText } from './unit-text';

/** One for each row of a unit that answers. */
export type Rows = Uint8Array;

/** Finds a leaf's rows in a unit; made once for a query, since some of it is compiled. */
export type LeafSearch = (text: UnitText) => Rows;

/**
 * @param alive called now and then with the row that is looked at, so that whoever waits can tell slow from stuck
 * @throws where a JSONPath is none
 */
export function searchOf(leaf: Leaf, moments: Moments, alive: (row: number) => void): LeafSearch {
  switch (leaf.kind) {
    case 'word':
      return (text) => rowsWith(text, leaf.word);
    case 'regex': {
      const regex = new RegExp(leaf.source, leaf.flags);
      const needles = regexNeedles(leaf.source, leaf.flags);
      return (text) => {
        const only = rowsWithAll(text, needles);
        return each(text, alive, (row) => only?.[row] !== 0 && regex.test(text.row(row)));
      };
    }
    case 'dir':
      return ({ unit }) => pick(unit.count, (row) => ((unit.flags[row]! & FRAME_SENT) !== 0) === leaf.sent);
    case 'type':
      return ({ unit }) =>
        pick(unit.count, (row) => ((unit.flags[row]! & FRAME_BINARY) !== 0) === leaf.binary);
    case 'size':
      return ({ unit }) => pick(unit.count, (row) => compares(leaf.by, unit.sizes[row]!, leaf.bytes));
    case 'time': {
      const at = moments(leaf.clock);
      const after = leaf.by === 'after';
      return ({ unit }) =>
        pick(unit.count, (row) => (after ? unit.times[row]! >= at : unit.times[row]! <= at));
    }
    case 'has':
      return leaf.what === 'json'
        ? (text) => jsonRows(text, alive, () => true)
        : (text) => tokenRows(text, alive);
    case 'json': {
      const asked = compileJson(leaf);
      return (text) => askJson(text, alive, asked);
    }
    default:
      // Asked of the connection.
      return ({ unit }) => new Uint8Array(unit.count);
  }
}

function pick(count: number, test: (row: number) => boolean): Rows {
  const rows = new Uint8Array(count);
  for (let row = 0; row < count; row++) if (test(row)) rows[row] = 1;
  return rows;
}

const ALIVE_EVERY = 256;

function each(text: UnitText, alive: (row: number) => void, test: (row: number) => boolean): Rows {
  const { count } = text.unit;
  const rows = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    if (row % ALIVE_EVERY === 0) alive(row);
    if (text.end(row) > text.start(row) && test(row)) rows[row] = 1;
  }
  return rows;
}

function compares(by: Comparison, size: number, bytes: number): boolean {
  switch (by) {
    case '<':
      return size < bytes;
    case '<=':
      return size <= bytes;
    case '=':
      return size === bytes;
    case '>=':
      return size >= bytes;
    case '>':
      return size > bytes;
  }
}

/** Rows that hold a lower-cased word: the bytes of the whole unit are gone through at once. */
export function rowsWith(text: UnitText, word: string): Rows {
  const ascii = /^[\x20-\x7e]*$/.test(word);
  // Case changes the bytes of É, so only a script without case is found by its bytes.
  if (!ascii && word.toUpperCase() !== word.toLowerCase())
    return pick(text.unit.count, (row) => text.row(row).toLowerCase().includes(word));
  const rows = rowsWithBytes(text, ascii ? word : asBytes(word));
  if (!ascii)
    for (let row = 0; row < rows.length; row++) if (rows[row] && !text.row(row).includes(word)) rows[row] = 0;
  return rows;
}

function rowsWithBytes(text: UnitText, needle: string): Rows {
  const { count, ends } = text.unit;
  const rows = new Uint8Array(count);
  const whole = text.lower();
  let row = 0;
  for (let at = whole.indexOf(needle); at >= 0; at = whole.indexOf(needle, at)) {
    row = rowAt(ends, at, row);
    if (row >= count) break;
    const end = ends[row]!;
    if (at + needle.length <= end) {
      rows[row] = 1;
      at = end;
    } else at++;
  }
  return rows;
}

function jsonRows(
  text: UnitText,
  alive: (row: number) => void,
  test: (value: unknown) => boolean,
  only?: Rows,
): Rows {
  return each(text, alive, (row) => {
    if (only && !only[row]) return false;
    const written = text.row(row);
    if (!/^\s*[[{"\d]/.test(written)) return false;
    try {
      return test(JSON.parse(written));
    } catch {
      return false;
    }
  });
}

/** Only messages with the path's names and value in them are parsed, and those that may spell them in another way. */
function askJson(text: UnitText, alive: (row: number) => void, asked: JsonAsked): Rows {
  const only = rowsWithAll(text, asked.needles);
  if (!only) return jsonRows(text, alive, asked.answers);
  const otherwise = [rowsWith(text, '\\u'), ...(asked.number ? [rowsWithExponent(text)] : [])];
  for (const rows of otherwise)
    for (let row = 0; row < only.length; row++) only[row] = only[row]! | rows[row]!;
  return jsonRows(text, alive, asked.answers, only);
}

/** Rows that may hold a number with an exponent. */
function rowsWithExponent(text: UnitText): Rows {
  const { count, ends } = text.unit;
  const rows = new Uint8Array(count);
  const exponent = /\de[+-]?\d/g;
  for (let row = 0; exponent.test(text.lower()); exponent.lastIndex = ends[row]!) {
    row = rowAt(ends, exponent.lastIndex - 1, row);
    rows[row] = 1;
  }
  return rows;
}

/** Rows that hold every one of these texts, lower-cased; undefined for none. */
function rowsWithAll(text: UnitText, needles: readonly string[]): Rows | undefined {
  let rows: Rows | undefined;
  for (const needle of needles) {
    const more = rowsWith(text, needle);
    if (rows) for (let row = 0; row < rows.length; row++) rows[row] = rows[row]! & more[row]!;
    else rows = more;
    if (!rows.includes(1)) break;
  }
  return rows;
}

/** A JSON Web Token in compact form, RFC 7519 §3.1; bounded, since what looks like many of them takes long. */
const JWT = /eyJ[\w-]{8,4096}\.[\w-]{2,8192}\.[\w-]{0,1024}/;
const HINTS = ['token', 'auth', 'bearer', 'eyj', 'password', 'secret', 'key', 'login', 'identify', 'connect'];
/** Credentials travel at the beginning: a message is looked through this far. */
const HEAD = 64 * 1024;

function tokenRows(text: UnitText, alive: (row: number) => void): Rows {
  const hinted = HINTS.map((hint) => rowsWith(text, hint)).reduce((a, b) =>
    a.map((one, row) => one | b[row]!),
  );
  return each(text, alive, (row) => {
    if (!hinted[row]) return false;
    const head = text.row(row).slice(0, HEAD);
    return JWT.test(head) || messageCredentials(head).some(({ named }) => named);
  });
}
