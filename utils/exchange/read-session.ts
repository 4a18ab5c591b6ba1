import type { Observation } from '../session/observations';
import { BrokenFile, type Read, type SessionFile } from './model';
import { createSessionReader } from './session-reader';

/**
 * Reads a session file (docs/session-format.md) that is there as a whole. Never throws: what is wrong with the file
 * is told in one sentence for the person who chose it.
 */
export function readSession(text: string): Read<{ session: SessionFile }> {
  const reader = createSessionReader();
  const observations: Observation[] = [];
  try {
    for (const line of text.split('\n')) for (const seen of reader.line(line)) observations.push(seen);
    const { header, observations: rest, incomplete } = reader.end();
    if (incomplete) return { ok: false, error: incomplete };
    return { ok: true, session: { ...header, observations: observations.concat(rest) } };
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error;
    return { ok: false, error: error.message };
  }
}
