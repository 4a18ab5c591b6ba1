import { fromLatin1, latin1 } from '../session/latin1';
import type { Observation } from '../session/observations';
import { replacePayloads } from './observations';

/** Replaces known secrets in a text; `fit` keeps each replacement at the length of what it replaces. */
export type SweepText = (text: string, fit?: boolean) => string;

/** Members that name things of ours: ids, kinds, sources. */
const OURS: ReadonlySet<string> = new Set([
  'kind',
  'socket',
  'realm',
  'requestId',
  'source',
  'state',
  'type',
  'api',
  'by',
  'where',
  // A picture: no text, and a mark in it would only break it.
  'image',
]);

/** An observation without any secret in any of its texts, wherever it stands. */
export function sweepObservation(sweep: SweepText, seen: Observation): Observation {
  if (seen.kind !== 'socket-frames') return walk(sweep, seen) as Observation;
  const place = walk(sweep, seen.place) as typeof seen.place;
  return { ...replacePayloads(seen, (payload) => walk(sweep, payload) as typeof payload), place };
}

function walk(sweep: SweepText, value: unknown): unknown {
  if (typeof value === 'string') return sweep(value);
  if (value instanceof Uint8Array) {
    const binary = latin1(value);
    const swept = sweep(binary, true);
    return swept === binary ? value : fromLatin1(swept);
  }
  if (Array.isArray(value)) return value.map((item) => walk(sweep, item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) => [
    key,
    OURS.has(key) ? child : walk(sweep, child),
  ]);
  return Object.fromEntries(entries);
}
