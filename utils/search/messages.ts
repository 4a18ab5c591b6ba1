import type { FrameUnit } from '../session/frame-unit';
import type { Expression } from './expression';
import type { Subject } from './subject';

/** What a connection's protocol is told by, for searching in what its frames decode to. */
export interface Speech {
  url: string;
  subprotocol: string;
  offered: readonly string[];
  /** Id of the protocol that a user chose. */
  chosen?: string;
}

export interface AskedSubject {
  subject: Subject;
  /** Number of its frames in units; absent for flows. */
  slot?: number;
  speech?: Speech;
}

export interface AskedQuery {
  expression: Expression;
  /** The newest moment of the session, epoch ms: times of day are read near it. */
  newest: number;
}

/** To the one who searches. Everything but `query` belongs to the query of the same id. */
export type ToSearch =
  | ({ type: 'query'; id: number } & AskedQuery)
  | { type: 'subjects'; id: number; subjects: readonly AskedSubject[] }
  /** With `decode` the frames are also looked for in what they decode to. */
  | { type: 'unit'; id: number; unit: FrameUnit; decode?: boolean };

export type FromSearch =
  /** `problem`: a JSONPath is none. */
  | { type: 'ready'; id: number; problem?: { path: string; detail: string } }
  | {
      type: 'judged';
      id: number;
      /** What the query says of each; undefined where only its frames can tell. */
      verdicts: readonly (readonly [id: string, answers: boolean | undefined])[];
      /** Sockets by number: all of their frames answer, none, or they have to be looked at. */
      slots: readonly (readonly [slot: number, answers: boolean | undefined])[];
      /** A connection is judged otherwise than before: its frames have to be looked at again. */
      otherwise: boolean;
    }
  | {
      type: 'found';
      id: number;
      first: number;
      count: number;
      /** Rows of the unit, ascending, and after decoding those that no longer answer. */
      rows: Uint32Array;
      /** Rows that answer where a word that names their connection counts as being in each of its frames. */
      wider: Uint32Array;
      gone?: Uint32Array;
      /** Sockets whose frames decode to nothing else than what they hold. */
      plain?: readonly number[];
    }
  /** Told while a unit takes long, with the row that is looked at: silence means that it is stuck there. */
  | { type: 'alive'; id: number; row: number };
