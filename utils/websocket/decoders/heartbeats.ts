import type { Decoded } from './decoder';

/** Whether a frame only keeps its connection alive, by the protocol's own word. */
export function isHeartbeat(decoded: Decoded): boolean {
  return decoded.heartbeat === true;
}

/** A frame reduced to what a beat is seen by. */
export interface Beat {
  index: number;
  at: number;
  sent: boolean;
  /** Equal payloads have equal keys; undefined for one too long to be a heartbeat. */
  key: string | undefined;
}

/** Longest payload that is taken for a heartbeat, in bytes or characters. */
export const LONGEST_BEAT = 128;
/** Beats that it takes to call them steady. */
const FEWEST = 4;
/** How far an interval may be from the middle one, as a share of it. */
const JITTER = 0.25;
/** Milliseconds: equal frames that are closer are a burst. */
const SHORTEST = 500;

/** The key of a payload for `steadyBeats`. */
export function beatKey(payload: string | Uint8Array | undefined): string | undefined {
  if (payload === undefined || payload.length > LONGEST_BEAT) return undefined;
  return typeof payload === 'string' ? `t${payload}` : `b${[...payload].join()}`;
}

function isSteady(times: readonly number[]): boolean {
  const intervals = times.slice(1).map((at, n) => at - times[n]!);
  const middle = intervals.toSorted((a, b) => a - b)[intervals.length >> 1]!;
  if (middle < SHORTEST) return false;
  // A reconnect or a sleeping machine leaves a gap: nine of ten must keep time.
  const kept = intervals.filter((interval) => Math.abs(interval - middle) <= JITTER * middle).length;
  return kept >= intervals.length * 0.9;
}

/**
 * Indices of frames of one connection that are heartbeats by their behaviour: equal, short, in one direction,
 * on a steady beat. For protocols that nobody knows.
 */
export function steadyBeats(frames: Iterable<Beat>): ReadonlySet<number> {
  const groups = new Map<string, Beat[]>();
  for (const beat of frames) {
    if (beat.key === undefined) continue;
    const key = `${beat.sent ? '>' : '<'}${beat.key}`;
    const group = groups.get(key);
    if (group) group.push(beat);
    else groups.set(key, [beat]);
  }
  const found = new Set<number>();
  for (const group of groups.values()) {
    if (group.length < FEWEST || !isSteady(group.map(({ at }) => at))) continue;
    for (const { index } of group) found.add(index);
  }
  return found;
}
