import { compile, type JSONPathQuery, type JSONValue } from 'json-p3';
import type { JsonComparison, JsonOperand, Leaf } from './expression';

export type JsonLeaf = Extract<Leaf, { kind: 'json' }>;

/** A JSONPath (RFC 9535) with what its values are held against. */
export interface JsonAsked {
  /**
   * What must stand in the text of a message that answers, lower-cased, unless it is escaped or, with `number`, a number
   * has an exponent; one without need not be parsed.
   */
  needles: readonly string[];
  number: boolean;
  /** Whether any of the values that the path leads to answers. Never throws. */
  answers(value: unknown): boolean;
}

/** @throws where the path is none; the message says why */
export function compileJson({ path, test }: JsonLeaf): JsonAsked {
  const query = compile(path);
  const steps = plainSteps(path);
  const asked = (value: unknown) => !test || holds(test.by, value, test.value);
  return {
    needles: [...(steps?.names ?? []).filter(isPlain).map((name) => `"${name}"`), ...written(test)].map(
      (needle) => needle.toLowerCase(),
    ),
    number: test?.value.number !== undefined,
    answers: (value) => {
      if (steps?.whole) {
        const at = walk(value, steps.names);
        return at.found && asked(at.value);
      }
      return anyOf(query, value, asked);
    },
  };
}

/** Characters that JSON writes as they are, mostly: an escape is looked for besides. */
const isPlain = (text: string) => /^[\x20\x21\x23-\x2e\x30-\x5b\x5d-\x7e]+$/.test(text);

/**
 * A text that a value has to be stands there as it is, and so do the digits of a whole number. What is written with
 * spaces or without is an array's or an object's affair.
 */
function written(test: JsonLeaf['test']): string[] {
  if (test?.by !== '==') return [];
  const { text, number } = test.value;
  if (number !== undefined)
    return Number.isSafeInteger(number) && String(number) === text ? [String(Math.abs(number))] : [];
  return isPlain(text) && !/^\s*[[{]/.test(text) ? [text] : [];
}

function anyOf(query: JSONPathQuery, value: unknown, asked: (value: unknown) => boolean): boolean {
  try {
    for (const node of query.lazyQuery(value as JSONValue)) if (asked(node.value)) return true;
  } catch {
    // Deeper than the library follows.
  }
  return false;
}

/** The member names that a path begins with, and whether they are all of it: those are followed without a library. */
function plainSteps(path: string): { names: string[]; whole: boolean } | undefined {
  const names: string[] = [];
  let rest = path.slice(1);
  for (;;) {
    const match = /^(?:\.([A-Za-z_][\w]*)|\['([^'\\]*)'\]|\["([^"\\]*)"\])/.exec(rest);
    if (!match) return { names, whole: rest === '' };
    names.push(match[1] ?? match[2] ?? match[3]!);
    rest = rest.slice(match[0].length);
  }
}

function walk(value: unknown, names: readonly string[]): { found: boolean; value?: unknown } {
  let at = value;
  for (const name of names) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, name))
      return { found: false };
    at = (at as Record<string, unknown>)[name];
  }
  return { found: true, value: at };
}

function holds(by: JsonComparison, value: unknown, { text, number }: JsonOperand): boolean {
  switch (by) {
    case '==':
      return same(value, text, number);
    case '!=':
      return !same(value, text, number);
    case '~=':
      return asText(value).toLowerCase().includes(text.toLowerCase());
    default: {
      const left = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN;
      const right = number ?? Number.NaN;
      if (by === '<') return left < right;
      if (by === '<=') return left <= right;
      return by === '>' ? left > right : left >= right;
    }
  }
}

/** `1` is the number and the text; `"1"` in quotes only the text. */
function same(value: unknown, text: string, number: number | undefined): boolean {
  if (typeof value === 'number') return number !== undefined && value === number;
  return asText(value) === text;
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
