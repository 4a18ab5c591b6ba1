import { createRedaction, type Redaction } from '../../redaction';
import { wholeJournal } from '../../session';
import type { Observation } from '../../session/observations';
import { createBreath, type Work } from '../slices';
import type { ExportChoice, WrittenSession } from './model';

/** A session as it was at one moment, ready to be read redacted. */
export interface Snapshot {
  journal: readonly Observation[];
  redaction: Redaction;
  /** Everything, frames included, redacted while it is read. */
  observations(): Generator<Observation>;
  counts: { observations: number; frames: number };
}

/**
 * Takes a session as it is now and learns its secrets. What comes while it is written is left out, so nothing leaves
 * that was not looked through before.
 *
 * @param work its progress goes from 0 to 1 here
 */
export async function takeSnapshot(
  { journal: seen, frames }: WrittenSession,
  { level, kinds, fields, pictures }: ExportChoice,
  key: Uint8Array,
  work: Work,
): Promise<Snapshot> {
  const journal = pictures && level !== 'everything' ? [...seen] : seen.map(withoutPicture);
  const until = frames.total;
  const counts = { observations: journal.length, frames: frames.length };
  const redaction = createRedaction({ key, level, kinds, fields });
  const all = () => wholeJournal({ journal, frames }, until);
  if (level !== 'none') {
    const breath = createBreath(work);
    let done = 0;
    for (const one of all()) {
      redaction.learn(one);
      done += weightOf(one);
      await breath(() => done / (counts.observations + counts.frames));
    }
  }
  return {
    journal,
    redaction,
    *observations() {
      for (const one of all()) yield redaction.redact(one);
    },
    counts,
  };
}

function withoutPicture(seen: Observation): Observation {
  if (seen.kind !== 'marked' || !seen.image) return seen;
  const { image: _, ...rest } = seen;
  return rest;
}

/** How much of a journal an observation is: a batch counts its frames. */
export const weightOf = (seen: Observation): number =>
  seen.kind === 'socket-frames' ? seen.payloads.length : 1;
