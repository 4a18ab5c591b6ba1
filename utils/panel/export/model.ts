import type { Rules } from '../../checks';
import type { SessionHeader } from '../../exchange/model';
import type { ReceiptLine, RedactionLevel } from '../../redaction';
import type { FrameStore } from '../../session/frames';
import type { Session } from '../../session/model';
import type { Observation } from '../../session/observations';
import type { Work } from '../slices';

/** A session as it is held, to be written. */
export interface WrittenSession {
  journal: readonly Observation[];
  frames: FrameStore;
  session: Session;
  /** By which it is judged. */
  rules?: Rules;
}

export type ExportFormat = 'session' | 'har' | 'html' | 'markdown';

/** What somebody chose to save, and how much of it. */
export interface ExportChoice {
  format: ExportFormat;
  level: RedactionLevel;
  /** At level `chosen`: the kinds that are replaced. */
  kinds?: readonly string[];
  /** Names of more fields that are replaced. */
  fields?: readonly string[];
  /** Pictures of marks go along: they show what the page showed, and nothing can be redacted in them. */
  pictures?: boolean;
}

/** Where and when it is written. */
export interface ExportSetting {
  /** Random bytes, new for each file. */
  key: Uint8Array;
  /** Epoch ms. */
  now: number;
  generator: SessionHeader['generator'];
  browser?: SessionHeader['browser'];
}

export interface Exported {
  blob: Blob;
  name: string;
  level: RedactionLevel;
  /** What was redacted, where, and how often. */
  receipt: readonly ReceiptLine[];
}

/** Writes a session in some format. Rejects with the signal's reason. */
export type WriteExport = (
  written: WrittenSession,
  choice: ExportChoice,
  work?: Partial<Work>,
) => Promise<Exported>;
