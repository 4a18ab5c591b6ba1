import type { Rules } from '../checks/model';
import type { ReceiptLine, RedactionLevel } from '../redaction';
import type { Observation } from '../session/observations';

export const SESSION_FORMAT = 'handshake-session';
export const SESSION_VERSION = 2;

/** What a session file says of itself. */
export interface SessionHeader {
  /** ISO 8601, UTC. */
  exportedAt: string;
  generator: { name: string; version: string };
  browser?: { name: string; version: string; platform?: string };
  page?: { url: string; title?: string };
  /** By which it was judged; absent: by the standard ones. Its words are not checked here: see `readRules`. */
  rules?: Rules;
  /** What the file holds, for whoever shows how far the reading is. */
  counts?: { observations: number; frames: number };
  /** Absent: nothing was redacted. */
  redaction?: {
    level: RedactionLevel;
    /** At level `chosen`: which kinds were replaced. */
    kinds?: readonly string[];
    /** Names of fields that were replaced beside what the level says. */
    fields?: readonly string[];
    receipt: readonly ReceiptLine[];
  };
}

export interface SessionFile extends SessionHeader {
  /** The journal, frame batches included: folding it gives the session. */
  observations: readonly Observation[];
}

export type Read<T> = ({ ok: true } & T) | { ok: false; error: string };

/** What is wrong with a file, in a sentence for whoever chose it. */
export class BrokenFile extends Error {}
