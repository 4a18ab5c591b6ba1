import type { Observation } from '../session/observations';
import { packBytes, unpackBytes } from './bytes';
import { CHUNK, createJournal, type Journal, type JournalEntry, type Weight } from './journal';
import type { WriteBehind } from './write-behind';

/** Per group of tabs; a sign-in with its pages is some 60 observations and 60,000 characters. */
const LIMITS = { observations: 4_000, size: 1_500_000 };

/** Of all groups: `storage.session` holds 10 MB. */
const TOTAL_SIZE = 6_000_000;

/**
 * Added to the sequence when a journal is read back: what was written down too late to survive has used
 * numbers above the stored ones, and a panel that has seen those must not miss what comes next.
 */
const GAP = 1_000_000;

interface StoredJournal {
  next: number;
  dropped: number;
}

/** One journal for each group of tabs. */
export interface Journals {
  /** Appends and gives the sequence number; undefined where it was a repeat. */
  append(root: number, observation: Observation, weight: Weight): number | undefined;
  of(root: number): Journal | undefined;
  clear(root: number): void;
  /** The group is gone, and its journal with it. */
  drop(root: number): void;
  /** Takes back what was stored. Entries that are not ours are passed over. */
  restore(stored: Record<string, unknown>): void;
}

const metaKey = (root: number) => `journal/${root}`;
const chunkKey = (root: number, index: number) => `journal/${root}/${index}`;

/** Creates the journals; with `storage`, each change is written behind, a chunk of entries at a time. */
export function createJournals(storage?: WriteBehind): Journals {
  const journals = new Map<number, Journal>();
  const written = new Map<number, Set<number>>();

  function open(root: number): Journal {
    // Taken out and put back: the map's order is the order of last use.
    const journal = journals.get(root) ?? createJournal(LIMITS);
    journals.delete(root);
    journals.set(root, journal);
    return journal;
  }

  function persist(root: number, journal: Journal, seq: number): void {
    if (!storage) return;
    const chunks = written.get(root) ?? new Set();
    written.set(root, chunks);
    chunks.add(Math.floor(seq / CHUNK));
    // The oldest chunk is written once more when its entries have gone: as nothing.
    const oldest = chunks.values().next().value!;
    if (journal.chunk(oldest).length === 0) {
      storage.remove(chunkKey(root, oldest));
      chunks.delete(oldest);
    }
    const index = Math.floor(seq / CHUNK);
    storage.put(chunkKey(root, index), () => packBytes(journal.chunk(index)));
    storage.put(metaKey(root), () => ({ next: journal.next, dropped: journal.dropped }));
  }

  function forget(root: number): void {
    for (const index of written.get(root) ?? []) storage?.remove(chunkKey(root, index));
    written.delete(root);
    storage?.remove(metaKey(root));
  }

  function makeRoom(): void {
    let total = 0;
    for (const journal of journals.values()) total += journal.size;
    for (const [root, journal] of journals) {
      if (total <= TOTAL_SIZE || journals.size === 1) return;
      total -= journal.size;
      journals.delete(root);
      forget(root);
    }
  }

  return {
    append(root, observation, weight) {
      const journal = open(root);
      const seq = journal.append(observation, weight);
      if (seq === undefined) return undefined;
      persist(root, journal, seq);
      makeRoom();
      return seq;
    },
    of: (root) => journals.get(root),
    clear(root) {
      const journal = journals.get(root);
      if (!journal) return;
      forget(root);
      journal.clear();
      storage?.put(metaKey(root), () => ({ next: journal.next, dropped: 0 }));
    },
    drop(root) {
      forget(root);
      journals.delete(root);
    },
    restore(stored) {
      const chunks = new Map<number, JournalEntry[]>();
      for (const [key, value] of Object.entries(stored)) {
        const [, name, index] = /^journal\/(-?\d+)\/(\d+)$/.exec(key) ?? [];
        if (name === undefined || !Array.isArray(value)) continue;
        const root = Number(name);
        written.set(root, (written.get(root) ?? new Set()).add(Number(index)));
        chunks.set(root, [...(chunks.get(root) ?? []), ...(unpackBytes(value) as JournalEntry[])]);
      }
      for (const [key, value] of Object.entries(stored)) {
        const name = /^journal\/(-?\d+)$/.exec(key)?.[1];
        if (name === undefined) continue;
        const root = Number(name);
        const { next, dropped } = value as StoredJournal;
        const entries = (chunks.get(root) ?? []).sort((a, b) => a.seq - b.seq);
        open(root).restore(entries, next + GAP, dropped);
      }
    },
  };
}
