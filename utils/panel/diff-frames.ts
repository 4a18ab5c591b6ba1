import { diffArrays, diffLines, diffWordsWithSpace } from 'diff';
import type { Frame } from '../session/frames';
import { hexDump } from './hex';
import { isContainer, parseJson, valueText } from './json-value';
import { payloadBytes, payloadText } from './payload';

export interface DiffPart {
  text: string;
  changed: boolean;
}

/** A line of a comparison. */
export interface DiffRow {
  kind: 'same' | 'removed' | 'added' | 'skipped';
  /** What of the line differs; for `skipped`, nothing. */
  parts: readonly DiffPart[];
  /** How many equal lines were left out. */
  count?: number;
}

export interface FrameDiff {
  rows: readonly DiffRow[];
  /** As what they were compared. */
  as: 'json' | 'text' | 'hex';
  equal: boolean;
  /** Only the beginning was compared. */
  cut: boolean;
}

/** Characters (bytes, where it is hex) of each that are compared. */
const MOST = 1_000_000;
const MOST_BYTES = 200_000;
/** Milliseconds, after which two payloads have too little in common to be told line by line. */
const PATIENCE = 400;
/** Equal lines that are kept around a difference. */
const CONTEXT = 3;
/** A longer line is not compared word by word. */
const LONGEST_LINE = 5000;

/** How two payloads differ: JSON with sorted names, text by lines, binary by its hex dump. */
export function diffFrames(a: Frame, b: Frame): FrameDiff {
  if (a.binary || b.binary) {
    const [left, right] = [a, b].map((frame) => payloadBytes(frame));
    const cut = Math.max(left!.length, right!.length) > MOST_BYTES;
    const dump = (bytes: Uint8Array) => hexDump(bytes.subarray(0, MOST_BYTES));
    return { ...compare(dump(left!), dump(right!)), as: 'hex', cut };
  }
  const [left, right] = [a, b].map((frame) => payloadText(frame).slice(0, MOST));
  const cut = Math.max(payloadText(a).length, payloadText(b).length) > MOST;
  const json = cut ? undefined : [left!, right!].map(sortedJson);
  if (json?.[0] !== undefined && json[1] !== undefined) {
    return { ...compare(json[0], json[1]), as: 'json', cut: false };
  }
  return { ...compare(left!, right!), as: 'text', cut };
}

/** JSON a member a line, names sorted, so that their order makes no difference; undefined for other text. */
function sortedJson(text: string): string | undefined {
  const parsed = parseJson(text);
  if (!parsed.ok || !isContainer(parsed.value)) return undefined;
  try {
    return valueText(sorted(parsed.value, 0));
  } catch {
    return undefined;
  }
}

/** Deeper JSON is compared as the text that it is: indented, it would grow with the square of its depth. */
const DEEPEST = 200;

function sorted(value: unknown, depth: number): unknown {
  if (!isContainer(value)) return value;
  if (depth > DEEPEST) throw new RangeError('too deep');
  if (Array.isArray(value)) return value.map((item) => sorted(item, depth + 1));
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner, depth + 1)]));
}

function compare(left: string, right: string): Pick<FrameDiff, 'rows' | 'equal'> {
  if (left === right) return { rows: [], equal: true };
  const changes = diffLines(left, right, { timeout: PATIENCE }) ?? [
    { value: left, removed: true, added: false },
    { value: right, removed: false, added: true },
  ];
  const rows: DiffRow[] = [];
  for (let at = 0; at < changes.length; at++) {
    const change = changes[at]!;
    const next = changes[at + 1];
    if (change.removed && next?.added) {
      rows.push(...changedLines(linesOf(change.value), linesOf(next.value)));
      at++;
    } else {
      const kind = change.removed ? 'removed' : change.added ? 'added' : 'same';
      rows.push(...linesOf(change.value).map((text) => whole(kind, text)));
    }
  }
  return { rows: withoutFar(rows), equal: false };
}

const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n');
const whole = (kind: DiffRow['kind'], text: string): DiffRow => ({
  kind,
  parts: [{ text, changed: kind !== 'same' }],
});

/** Lines that took each other's place, the words marked that differ; removed ones first, as in a unified diff. */
function changedLines(before: readonly string[], after: readonly string[]): DiffRow[] {
  const removed: DiffRow[] = [];
  const added: DiffRow[] = [];
  for (let at = 0; at < Math.max(before.length, after.length); at++) {
    const [old, now] = [before[at], after[at]];
    if (old === undefined) added.push(whole('added', now!));
    else if (now === undefined) removed.push(whole('removed', old));
    else {
      const words =
        old.length + now.length < LONGEST_LINE
          ? diffWordsWithSpace(old, now)
          : diffArrays([old], [now]).map((change) => ({ ...change, value: change.value.join('') }));
      const parts = (leave: 'added' | 'removed') =>
        words
          .filter((one) => !one[leave])
          .map((one) => ({ text: one.value, changed: one.added || one.removed }));
      removed.push({ kind: 'removed', parts: parts('added') });
      added.push({ kind: 'added', parts: parts('removed') });
    }
  }
  return [...removed, ...added];
}

/** Equal lines far from every difference as one row that counts them. */
function withoutFar(rows: readonly DiffRow[]): DiffRow[] {
  const near = new Uint8Array(rows.length);
  rows.forEach((row, at) => {
    if (row.kind === 'same') return;
    near.fill(1, Math.max(0, at - CONTEXT), at + CONTEXT + 1);
  });
  const kept: DiffRow[] = [];
  rows.forEach((row, at) => {
    const last = kept.at(-1);
    if (near[at]) kept.push(row);
    else if (last?.kind === 'skipped') kept[kept.length - 1] = { ...last, count: last.count! + 1 };
    else kept.push({ kind: 'skipped', parts: [], count: 1 });
  });
  return kept;
}
