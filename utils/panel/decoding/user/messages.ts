import type { Frame } from '../../../session/frames';
import type { DetectionContext } from '../../../websocket/decoders';

/** A decoder of the user's own, as it is kept. */
export interface UserDecoder {
  id: string;
  title: string;
  /** An ECMAScript module; docs/protocols.md has its interface. */
  source: string;
}

/** Longest source that is taken, in UTF-16 units. */
export const MAX_SOURCE = 256 * 1024;

/** Ids of a user's decoders among those of protocols. */
export const USER = 'user:';

/** One that runs in its sandbox, and the way to it. */
export interface RunningDecoder {
  id: string;
  title: string;
  port: MessagePort;
}

export type UserQuestion =
  | { type: 'describe' }
  | { type: 'detect'; context: DetectionContext }
  | { type: 'open'; url: string; subprotocol: string }
  | { type: 'decode'; frame: Frame };

export type UserAnswer = { value: unknown } | { error: string };
