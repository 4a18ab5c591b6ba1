import type { ChooseHow } from './choose';

/** Several frames of one connection, by `seq`. */
export interface Chosen {
  seqs: ReadonlySet<number>;
  /** Where a range begins. */
  anchor?: number;
}

export const NONE_CHOSEN: Chosen = { seqs: new Set() };

/** Frames that can be chosen together: more would be copied for minutes. */
export const MOST_CHOSEN = 10_000;

/** A list of rows as choosing sees it. */
export interface ChoosableRows {
  count: number;
  seqOf(row: number): number | undefined;
  /** −1 where a filter keeps it out. */
  rowOf(seq: number): number;
}

/** What is chosen after a row was, and the frame that is looked at then. `current` is the one that was before. */
export function chooseRow(
  before: Chosen,
  rows: ChoosableRows,
  row: number,
  how: ChooseHow,
  current: number | undefined,
): { chosen: Chosen; current: number | undefined } {
  const seq = rows.seqOf(row);
  if (seq === undefined) return { chosen: before, current };
  if (how === 'only') return { chosen: { seqs: new Set([seq]), anchor: seq }, current: seq };
  const held = new Set(before.seqs);
  if (current !== undefined && held.size === 0) held.add(current);
  if (how === 'toggle') {
    const taken = held.delete(seq);
    if (!taken && held.size < MOST_CHOSEN) held.add(seq);
    const next = !taken ? seq : seq === current ? [...held].at(-1) : current;
    return { chosen: { seqs: held, anchor: seq }, current: next };
  }
  const anchor = before.anchor ?? current ?? seq;
  const from = Math.max(0, rows.rowOf(anchor));
  return { chosen: { seqs: between(rows, from, row), anchor }, current: seq };
}

/** All rows, as many as can be chosen together, the newest first. */
export function chooseAll(rows: ChoosableRows): Chosen {
  return { seqs: between(rows, 0, rows.count - 1), anchor: rows.seqOf(0) };
}

function between(rows: ChoosableRows, from: number, to: number): Set<number> {
  const seqs = new Set<number>();
  const step = from <= to ? -1 : 1;
  // From the end that was reached, so that what does not fit is farthest from it.
  for (let row = to; seqs.size < MOST_CHOSEN; row += step) {
    const seq = rows.seqOf(row);
    if (seq !== undefined) seqs.add(seq);
    if (row === from) break;
  }
  return seqs;
}
