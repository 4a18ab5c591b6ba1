import type { Observation } from '../session/observations';

/** `use`: tokens in use and other traffic that repeats; it goes first when room is needed. */
export type Weight = 'core' | 'use';

export interface JournalLimits {
  observations: number;
  /** Characters, counted as the observation's JSON. */
  size: number;
}

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
  restore(entries: readonly JournalEntry[], next: number, dropped: number): void;
  readonly dropped: number;
}

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
  let dropped = 0;

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
    while ((entries.size > limits.observations || size > limits.size) && entries.size > 1) evict();
  }

  function evict(): void {
    const holder = subjects.use.size > 0 ? subjects.use : subjects.core;
    const [subject, seqs] = holder.entries().next().value!;
    holder.delete(subject);
    for (const seq of seqs) {
      const entry = entries.get(seq)!;
      entries.delete(seq);
      size -= entry.size;
      dropped += 1;
      const key = repeatKey(entry.observation);
      if (key) told.delete(key);
    }
  }

  return {
    append(observation, weight) {
      const key = repeatKey(observation);
      if (key && told.has(key)) return undefined;
      const seq = next++;
      add({ seq, observation, weight, size: JSON.stringify(observation).length });
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
      if (dropped === 0) return [];
      return [
        `${dropped} older observations were left out: the journal keeps ${limits.observations} of a tab.`,
      ];
    },
    clear() {
      entries.clear();
      subjects.core.clear();
      subjects.use.clear();
      told.clear();
      size = 0;
      dropped = 0;
    },
    chunk(index) {
      const found: JournalEntry[] = [];
      for (let seq = index * CHUNK; seq < (index + 1) * CHUNK; seq++) {
        const entry = entries.get(seq);
        if (entry) found.push(entry);
      }
      return found;
    },
    restore(restored, restoredNext, restoredDropped) {
      next = Math.max(next, restoredNext);
      dropped += restoredDropped;
      for (const entry of restored) add(entry);
    },
  };
}
