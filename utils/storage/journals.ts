import type { Observation } from '../session/observations';
import { packBytes, unpackBytes } from './bytes';
import { createJournal, type Dropped, type Journal, type JournalEntry, type Weight } from './journal';
import type { WriteBehind } from './write-behind';

/** Per group of tabs; a sign-in with its pages is some 60 observations and 60,000 characters. */
const LIMITS = { observations: 4_000, size: 1_500_000 };

/** Of all groups (bytes): `storage.session` holds 10 MB. */
const TOTAL_SIZE = 6_000_000;

/**
 * Added to the sequence when a journal is read back: what was written down too late to survive has used
 * numbers above the stored ones, and a panel that has seen those must not miss what comes next.
 */
const GAP = 1_000_000;

interface StoredJournal {
  next: number;
  dropped: Dropped;
}

/** One journal for each group of tabs. */
export interface Journals {
  /** Appends and gives the sequence number; undefined where it was a repeat. */
  append(root: number, observation: Observation, weight: Weight): number | undefined;
  of(root: number): Journal | undefined;
  /** Sentences that say what could not be kept of a group. */
  missing(root: number): string[];
  clear(root: number): void;
  /** The group is gone, and its journal with it. */
  drop(root: number): void;
  /** Takes back what was stored. Entries that are not ours are passed over. */
  restore(stored: Record<string, unknown>): void;
}

const metaKey = (root: number) => `journal/${root}`;
const chunkKey = (root: number, index: number) => `journal/${root}/${index}`;

const REFUSED =
  "The browser refuses to store what was captured: it is lost should the browser stop the extension's background.";

/**
 * Creates the journals; with `storage`, each change is written behind, a chunk of entries at a time. A chunk is
 * stored as its JSON: Chrome counts the memory of each member of an object, which is several times as much.
 *
 * @param isWatched whether a panel shows the group: its observations are the last to go
 */
export function createJournals(storage?: WriteBehind, isWatched = (_root: number) => false): Journals {
  const journals = new Map<number, Journal>();
  const written = new Map<number, Set<number>>();

  function open(root: number): Journal {
    // Taken out and put back: the map's order is the order of last use.
    const journal = journals.get(root) ?? createJournal(LIMITS);
    journals.delete(root);
    journals.set(root, journal);
    return journal;
  }

  /** Writes every chunk that has changed: the one appended to, and those whose entries made room for it. */
  function persist(root: number, journal: Journal): void {
    if (!storage) return;
    const chunks = written.get(root) ?? new Set();
    written.set(root, chunks);
    for (const index of journal.takeChanged()) {
      chunks.add(index);
      storage.put(chunkKey(root, index), () => {
        const entries = journal.chunk(index);
        if (entries.length > 0) return JSON.stringify(packBytes(entries));
        chunks.delete(index);
        return undefined;
      });
    }
    storage.put(
      metaKey(root),
      () => ({ next: journal.next, dropped: journal.dropped }) satisfies StoredJournal,
    );
  }

  function forget(root: number): void {
    for (const index of written.get(root) ?? []) storage?.remove(chunkKey(root, index));
    written.delete(root);
    storage?.remove(metaKey(root));
  }

  /** The groups that nobody watches make room first, of these the one used longest ago. */
  function makeRoom(): void {
    let excess = -TOTAL_SIZE;
    for (const journal of journals.values()) excess += journal.size;
    if (excess <= 0) return;
    const order = [...journals].sort(([one], [other]) => Number(isWatched(one)) - Number(isWatched(other)));
    for (const [root, journal] of order) {
      if (excess <= 0) return;
      const before = journal.size;
      journal.shrink(excess);
      excess -= before - journal.size;
      persist(root, journal);
    }
  }

  return {
    append(root, observation, weight) {
      const journal = open(root);
      const seq = journal.append(observation, weight);
      if (seq === undefined) return undefined;
      persist(root, journal);
      makeRoom();
      return seq;
    },
    of: (root) => journals.get(root),
    missing: (root) => [...(journals.get(root)?.missing() ?? []), ...(storage?.failing ? [REFUSED] : [])],
    clear(root) {
      const journal = journals.get(root);
      if (!journal) return;
      forget(root);
      journal.clear();
      storage?.put(
        metaKey(root),
        () => ({ next: journal.next, dropped: journal.dropped }) satisfies StoredJournal,
      );
    },
    drop(root) {
      forget(root);
      journals.delete(root);
    },
    restore(stored) {
      const chunks = new Map<number, JournalEntry[]>();
      for (const [key, value] of Object.entries(stored)) {
        const [, name, index] = /^journal\/(-?\d+)\/(\d+)$/.exec(key) ?? [];
        if (name === undefined || typeof value !== 'string') continue;
        const root = Number(name);
        written.set(root, (written.get(root) ?? new Set()).add(Number(index)));
        chunks.set(root, [
          ...(chunks.get(root) ?? []),
          ...(unpackBytes(JSON.parse(value)) as JournalEntry[]),
        ]);
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
