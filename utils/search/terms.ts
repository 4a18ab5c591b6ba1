import type { Clock, Comparison, JsonComparison, Leaf, QueryError } from './expression';

/** A term as the language writes it: `key:value`. */
export const KEYS = [
  'dir',
  'type',
  'size',
  'conn',
  'url',
  'after',
  'before',
  'has',
  'json',
  'state',
  'code',
  'grant',
  'client',
] as const;
export type TermKey = (typeof KEYS)[number];

/** States that a connection or a flow can be in. */
export const STATES = [
  'connecting',
  'open',
  'closing',
  'closed',
  'failed',
  'in-progress',
  'waiting-for-user',
  'complete',
  'abandoned',
  'not-visible',
  'ended',
] as const;

type Reading = Leaf | Pick<QueryError, 'key' | 'values'>;

const DIRECTIONS: Readonly<Record<string, boolean>> = { out: true, sent: true, in: false, received: false };
const TYPES: Readonly<Record<string, boolean>> = { binary: true, text: false };
const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  k: 1024,
  kb: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
};

const wrong = (key: QueryError['key'], value: string): Reading => ({ key, values: { value } });

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** Quotes around a value, or around its end, are not part of it. */
const unquoted = (value: string) => value.replace(/^"([^"]*)"?$/, '$1');

/** What a term asks, or why that cannot be told. */
export function readTerm(key: TermKey, written: string): Reading {
  const value = unquoted(written);
  const word = value.toLowerCase();
  if (word === '') return { key: 'wordWanted', values: { key } };
  switch (key) {
    case 'dir': {
      const sent = own(DIRECTIONS, word);
      return sent === undefined ? wrong('dirTakes', value) : { kind: 'dir', sent };
    }
    case 'type': {
      const binary = own(TYPES, word);
      return binary === undefined ? wrong('typeTakes', value) : { kind: 'type', binary };
    }
    case 'size':
      return readSize(word) ?? wrong('sizeTakes', value);
    case 'conn':
      return readConnection(word);
    case 'url':
      return { kind: 'url', word };
    case 'after':
    case 'before': {
      const clock = readClock(value);
      return clock ? { kind: 'time', by: key, clock } : wrong('timeTakes', value);
    }
    case 'has':
      return word === 'token' || word === 'json' ? { kind: 'has', what: word } : wrong('hasTakes', value);
    case 'json':
      return readJson(value);
    case 'state':
      return STATES.some((state) => state.startsWith(word))
        ? { kind: 'state', word }
        : { key: 'unknownState', values: { value, states: STATES.join(', ') } };
    case 'code':
      return /^\d{1,4}$/.test(word) ? { kind: 'code', code: Number(word) } : wrong('codeTakes', value);
    case 'grant':
    case 'client':
      return { kind: key, word };
  }
}

function readSize(value: string): Leaf | undefined {
  const match = /^(<=|>=|<|>|=)(\d+(?:\.\d+)?)([kmg]?b?)$/.exec(value);
  if (!match) return undefined;
  const unit = (match[3] && UNITS[match[3]]) || 1;
  return { kind: 'size', by: match[1] as Comparison, bytes: Number(match[2]) * unit };
}

/** `3`, `#3`, `1,4-6`, or a part of what names a connection. */
function readConnection(value: string): Reading {
  if (!/^#?[\d]/.test(value) || !/^[#\d,-]+$/.test(value)) return { kind: 'conn', word: value };
  const ranges: [number, number][] = [];
  for (const part of value.split(',')) {
    const match = /^#?(\d+)(?:-#?(\d+)?)?$/.exec(part);
    if (!match) return wrong('connTakes', value);
    const from = Number(match[1]);
    const open = part.includes('-') ? Number.MAX_SAFE_INTEGER : from;
    ranges.push([from, match[2] === undefined ? open : Number(match[2])]);
  }
  return { kind: 'conn', ranges };
}

/** `12:04`, `12:04:31.2`, or a date with its time as ISO 8601 writes it. */
function readClock(value: string): Clock | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?$/.exec(value);
  if (match) {
    const [hours, minutes, seconds] = [match[1], match[2], match[3] ?? '0'].map(Number) as [
      number,
      number,
      number,
    ];
    if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
    return { ofDay: ((hours * 60 + minutes) * 60 + seconds + Number(`0.${match[4] ?? '0'}`)) * 1000 };
  }
  const at = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/i.test(value)
    ? Date.parse(value)
    : Number.NaN;
  return Number.isNaN(at) ? undefined : { at };
}

/** `$.path`, or a path, a comparison and a value. Whether the path is one is told when it is compiled. */
function readJson(value: string): Reading {
  const at = comparisonAt(value);
  const path = (at ? value.slice(0, at.from) : value).trim();
  if (!path.startsWith('$')) return { key: 'badJsonPath', values: { detail: value } };
  if (!at) return { kind: 'json', path };
  const operand = value.slice(at.to).trim();
  const text = unquoted(operand).replace(/^'([^']*)'$/, '$1');
  const number = Number(text);
  const numeric = text === operand && text !== '' && Number.isFinite(number);
  return { kind: 'json', path, test: { by: at.by, value: { text, ...(numeric && { number }) } } };
}

/** The first comparison outside of brackets and quotes: one within them belongs to the path. */
function comparisonAt(value: string): { from: number; to: number; by: JsonComparison } | undefined {
  let depth = 0;
  for (let at = 0; at < value.length; at++) {
    const unit = value[at]!;
    if (unit === '"' || unit === "'") {
      const end = value.indexOf(unit, at + 1);
      if (end < 0) return undefined;
      at = end;
    } else if (unit === '[' || unit === '(') depth++;
    else if (unit === ']' || unit === ')') depth--;
    else if (depth === 0) {
      const by = /^(==|!=|<=|>=|~=|=|<|>)/.exec(value.slice(at, at + 2))?.[1];
      if (by) return { from: at, to: at + by.length, by: (by === '=' ? '==' : by) as JsonComparison };
    }
  }
  return undefined;
}
