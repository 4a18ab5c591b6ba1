import type { FrameColumns, Observation, SocketFrames } from '../session/observations';
import type { RecordingCounts } from './model';
import { createUrlMatcher } from './patterns';
import { weigh } from './weigh';

/** What of a stream of observations is stored. */
export interface Taken {
  observations: Observation[];
  /** Bytes, as counted. */
  size: number;
  counts: RecordingCounts;
}

/** What an intake must remember when the background is stopped. */
export interface IntakeState {
  /** The number that each connection's next frame has at least. */
  next: [socket: string, seq: number][];
  excluded: string[];
}

export interface Intake {
  take(observations: readonly Observation[]): Taken;
  state(): IntakeState;
}

/** Connections and requests that are remembered: what is older than so many does not come back. */
const REMEMBERED = 10_000;

const COLUMNS = ['sockets', 'seqs', 'times', 'flags', 'sizes', 'payloads'] as const;

/**
 * Chooses what a recording stores: what matches its URL patterns, each frame once (a page tells its last frames again
 * whenever somebody begins to look). A user's marks with an id are left out: they are stored by themselves.
 */
export function createIntake(patterns: readonly string[], before?: IntakeState): Intake {
  const matches = createUrlMatcher(patterns);
  const next = new Map(before?.next);
  const excluded = new Set(before?.excluded);

  /** Whether what has this key is stored; decided by its URL, each time it names one. */
  function admits(key: string, url?: string): boolean {
    if (url !== undefined) {
      if (matches(url)) excluded.delete(key);
      else excluded.add(key);
      if (excluded.size > REMEMBERED) excluded.delete(excluded.values().next().value!);
    }
    return !excluded.has(key);
  }

  function isNew(socket: string, seq: number): boolean {
    const expected = next.get(socket) ?? 0;
    if (seq < expected) return false;
    next.set(socket, seq + 1);
    if (next.size > REMEMBERED) next.delete(next.keys().next().value!);
    return true;
  }

  function newFrames(seen: SocketFrames): SocketFrames | undefined {
    const kept: number[] = [];
    for (let i = 0; i < seen.times.length; i++) {
      const socket = `${seen.realm}.${seen.sockets[i]}`;
      if (admits(socket) && isNew(socket, seen.seqs[i]!)) kept.push(i);
    }
    if (kept.length === seen.times.length) return seen;
    if (kept.length === 0) return undefined;
    const columns = COLUMNS.map((name) => [name, kept.map((i) => seen[name][i])]);
    return { ...seen, ...(Object.fromEntries(columns) as unknown as FrameColumns) };
  }

  function chosen(seen: Observation): Observation | undefined {
    switch (seen.kind) {
      case 'socket-frames':
        return newFrames(seen);
      case 'socket-created':
        return admits(seen.socket, seen.url) ? seen : undefined;
      case 'request-started':
        return admits(seen.requestId, seen.url) ? seen : undefined;
      case 'response-body':
        return 'requestId' in seen.request && !admits(seen.request.requestId) ? undefined : seen;
      case 'marked':
        return seen.id === undefined ? seen : undefined;
      default:
        if ('socket' in seen && !admits(seen.socket)) return undefined;
        return 'requestId' in seen && !admits(seen.requestId) ? undefined : seen;
    }
  }

  return {
    take(observations) {
      const taken: Taken = {
        observations: [],
        size: 0,
        counts: { sockets: 0, frames: 0, requests: 0, marks: 0 },
      };
      for (const seen of observations) {
        const kept = chosen(seen);
        if (!kept) continue;
        taken.observations.push(kept);
        taken.size += weigh(kept);
        count(taken.counts, kept);
      }
      return taken;
    },
    state: () => ({ next: [...next], excluded: [...excluded] }),
  };
}

function count(counts: RecordingCounts, seen: Observation): void {
  if (seen.kind === 'socket-created') counts.sockets += 1;
  else if (seen.kind === 'socket-frames') counts.frames += seen.times.length;
  else if (seen.kind === 'request-started' && seen.hop === 0) counts.requests += 1;
  else if (seen.kind === 'marked' && seen.by === 'user') counts.marks += 1;
}
