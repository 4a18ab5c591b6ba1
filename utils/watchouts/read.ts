import { isObject } from '../oauth/encoding';
import { isKind, KINDS, WATCHOUT_KINDS, type WatchoutField } from './kinds';
import type { Watchout } from './model';

/** More would be no rules any more, and each is held against every frame. */
const MOST = 100;
const LONGEST_TEXT = 1_000;

const text = (value: unknown) => typeof value === 'string' && value !== '' && value.length <= LONGEST_TEXT;
const amount = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0;

const FIELDS: Readonly<Record<WatchoutField, { fits: (value: unknown) => boolean; is: string }>> = {
  url: { fits: text, is: 'a text' },
  text: { fits: text, is: 'a text' },
  ms: { fits: amount, is: 'milliseconds, 0 or more' },
  count: { fits: (value) => amount(value) && Number.isInteger(value), is: 'a whole number, 0 or more' },
  allowed: {
    fits: (value) =>
      Array.isArray(value) &&
      value.length <= 100 &&
      value.every((code) => Number.isInteger(code) && code >= 1000),
    is: 'a list of close codes',
  },
  direction: { fits: (value) => value === 'sent' || value === 'received', is: 'sent or received' },
  severity: {
    fits: (value) => value === 'must' || value === 'should' || value === 'information',
    is: 'must, should or information',
  },
};

/** The assertions of a rules file (docs/watchouts.md). What is wrong in it is told and left out. Never throws. */
export function readWatchouts(value: unknown): { watchouts: Watchout[]; problems: string[] } {
  if (value === undefined) return { watchouts: [], problems: [] };
  if (!Array.isArray(value)) return { watchouts: [], problems: ['“watchouts” is not a list.'] };
  const problems: string[] = [];
  const watchouts = value.slice(0, MOST).flatMap((one: unknown, i) => {
    const read = readWatchout(one);
    if (typeof read !== 'string') return [read];
    problems.push(`Watch-out ${i + 1}: ${read}`);
    return [];
  });
  if (value.length > MOST) problems.push(`There are ${value.length} watch-outs; the first ${MOST} count.`);
  return { watchouts, problems };
}

/** The assertion, or a sentence on what is wrong with it. */
export function readWatchout(value: unknown): Watchout | string {
  if (!isObject(value)) return 'it is not an object.';
  const { watch } = value;
  if (!isKind(watch)) return `“watch” may be ${WATCHOUT_KINDS.join(', ')}.`;
  const { needs, takes } = KINDS[watch];
  const missing = needs.find((field) => value[field] === undefined);
  if (missing) return `“${watch}” needs “${missing}”.`;
  const members: [WatchoutField, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    if (name === 'watch') continue;
    const field = [...needs, ...takes].find((known) => known === name);
    if (!field) return `“${watch}” takes no “${name.slice(0, 40)}”.`;
    if (!FIELDS[field].fits(member)) return `“${field}” is ${FIELDS[field].is}.`;
    members.push([field, member]);
  }
  return { watch, ...Object.fromEntries(members) };
}
