import type { Observation } from '../session/observations';

/** `use`: tokens in use and other traffic that repeats; it goes first when room is needed. */
export type Weight = 'core' | 'use';

export interface JournalLimits {
  observations: number;
  /** Bytes of the entries' JSON. */
  size: number;
}

/** The bound that made an observation go: the journal's count or size, or the size of all journals together. */
export type Bound = 'count' | 'size' | 'all';
export type Dropped = Record<Bound, number>;

export interface JournalEntry {
  seq: number;
  observation: Observation;
  weight: Weight;
  size: number;
}

export const CHUNK = 64;

/** Observations of one group of tabs, in order and bounded. */
export interface Journal {
  /** Appends and gives the sequence number; undefined for a socket's lifecycle told before. */
  append(observation: Observation, weight: Weight): number | undefined;
  /** Observations after a sequence number; all without one. */
  after(seq?: number): Observation[];
  /** The number that the next observation gets. */
  readonly next: number;
  readonly size: number;
  /** Sentences that say what could not be kept. */
  missing(): string[];
  clear(): void;
  /** Entries whose `seq / CHUNK` is this: the unit of persistence. */
  chunk(index: number): JournalEntry[];
  /** Indices of the chunks that have changed since this was last asked. */
  takeChanged(): number[];
  /** Drops the oldest until this many bytes are free: all journals together have grown too large. */
  shrink(bytes: number): void;
  restore(entries: readonly JournalEntry[], next: number, dropped: Dropped): void;
  readonly dropped: Readonly<Dropped>;
}

/** What an entry's JSON has besides its observation (bytes). */
const ENVELOPE = 64;

const utf8 = new TextEncoder();
const sizeOf = (observation: Observation) => utf8.encode(JSON.stringify(observation)).length + ENVELOPE;
const megabytes = (bytes: number) => `${bytes / 1_000_000} MB`;

/** What is dropped together: half an exchange explains nothing. */
function subjectOf(observation: Observation, seq: number): string {
  if ('requestId' in observation) return `request ${observation.requestId}`;
  if (observation.kind === 'response-body' && 'requestId' in observation.request) {
    return `request ${observation.request.requestId}`;
  }
  if ('socket' in observation) return `socket ${observation.socket}`;
  return `one ${seq}`;
}

/** A page tells a socket's life again whenever somebody begins to watch. */
function repeatKey(observation: Observation): string | undefined {
  switch (observation.kind) {
    case 'socket-created':
    case 'socket-opened':
    case 'socket-errored':
    case 'socket-closing':
    case 'socket-closed':
      return `${observation.kind} ${observation.socket}`;
    default:
      return undefined;
  }
}

/** Creates a journal. Beyond its limits the oldest subject goes, tokens in use before the protocol's own steps. */
export function createJournal(limits: JournalLimits): Journal {
  const entries = new Map<number, JournalEntry>();
  const subjects: Record<Weight, Map<string, number[]>> = { core: new Map(), use: new Map() };
  const told = new Set<string>();
  let next = 0;
  let size = 0;
  let dropped: Dropped = { count: 0, size: 0, all: 0 };
  const changed = new Set<number>();

  function add(entry: JournalEntry): void {
    entries.set(entry.seq, entry);
    size += entry.size;
    const subject = subjectOf(entry.observation, entry.seq);
    const holder = subjects.core.has(subject) ? subjects.core : subjects[entry.weight];
    const seqs = holder.get(subject);
    if (seqs) seqs.push(entry.seq);
    else holder.set(subject, [entry.seq]);
    const key = repeatKey(entry.observation);
    if (key) told.add(key);
    changed.add(Math.floor(entry.seq / CHUNK));
    while (entries.size > limits.observations && entries.size > 1) evict('count');
    while (size > limits.size && entries.size > 1) evict('size');
  }

  function evict(bound: Bound): void {
    const holder = subjects.use.size > 0 ? subjects.use : subjects.core;
    const [subject, seqs] = holder.entries().next().value!;
    holder.delete(subject);
    for (const seq of seqs) {
      const entry = entries.get(seq)!;
      entries.delete(seq);
      size -= entry.size;
      dropped[bound] += 1;
      changed.add(Math.floor(seq / CHUNK));
      const key = repeatKey(entry.observation);
      if (key) told.delete(key);
    }
  }

  return {
    append(observation, weight) {
      const key = repeatKey(observation);
      if (key && told.has(key)) return undefined;
      const seq = next++;
      add({ seq, observation, weight, size: sizeOf(observation) });
      return seq;
    },
    after(seq = -1) {
      const later: Observation[] = [];
      for (const entry of entries.values()) if (entry.seq > seq) later.push(entry.observation);
      return later;
    },
    get next() {
      return next;
    },
    get size() {
      return size;
    },
    get dropped() {
      return dropped;
    },
    missing() {
      const bounds: Record<Bound, string> = {
        count: `the journal keeps ${limits.observations} of a tab and its popups`,
        size: `the journal keeps ${megabytes(limits.size)} of a tab and its popups`,
        all: 'the journals of all tabs together had no more room',
      };
      return Object.entries(bounds).flatMap(([bound, why]) => {
        const count = dropped[bound as Bound];
        return count > 0 ? [`${count} older observations were left out: ${why}.`] : [];
      });
    },
    clear() {
      entries.clear();
      subjects.core.clear();
      subjects.use.clear();
      told.clear();
      changed.clear();
      size = 0;
      dropped = { count: 0, size: 0, all: 0 };
    },
    chunk(index) {
      const found: JournalEntry[] = [];
      for (let seq = index * CHUNK; seq < (index + 1) * CHUNK; seq++) {
        const entry = entries.get(seq);
        if (entry) found.push(entry);
      }
      return found;
    },
    takeChanged() {
      const taken = [...changed];
      changed.clear();
      return taken;
    },
    shrink(bytes) {
      const target = size - bytes;
      while (size > target && entries.size > 0) evict('all');
    },
    restore(restored, restoredNext, restoredDropped) {
      next = Math.max(next, restoredNext);
      for (const bound of ['count', 'size', 'all'] as const) dropped[bound] += restoredDropped[bound];
      for (const entry of restored) add(entry);
    },
  };
}
