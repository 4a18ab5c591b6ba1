import type { Frame } from '../../session/frames';
import type { Compression, Correlation, DetectionContext, Protocol } from '../../websocket/decoders';
import type { ChosenSchema } from '../../websocket/decoders/decoder';
import type { FieldView } from '../decoded-view';
import type { RunningDecoder } from './user/messages';

/** What a list says of a frame: a decoded message without what only its own view shows. */
export interface Said {
  kind: string;
  summary: string;
  error?: string;
  heartbeat?: true;
  correlations?: readonly Correlation[];
  /** The messages of a frame that holds several, where one of them belongs to an operation. */
  batch?: readonly Said[];
  /** Its own view tells more than the payload itself does. */
  more?: true;
}

/** A decoded message laid out: values are text by now, so that the panel only draws them. */
export interface MessageView {
  kind: string;
  summary: string;
  error?: string;
  fields: readonly FieldView[];
  /** Fields that are not laid out. */
  moreFields?: number;
  batch?: readonly MessageView[];
  /** Messages that are not laid out. */
  moreMessages?: number;
  nested?: { name: string; compression?: Compression; message: MessageView };
}

export interface ProtocolName {
  id: string;
  title: string;
}

/** The protocol of a connection, and how it was told. */
export interface DetectedProtocol {
  protocol: ProtocolName & Pick<Protocol, 'schema' | 'textOnly'>;
  /** 0 to 1; a choice of the user is certain. */
  confidence: number;
  rule: string;
  /** What a carrier (SockJS) carries. */
  inner?: DetectedProtocol;
}

/** What a user chose for connections like one. */
export interface DecoderChoice {
  /** Id of a protocol; as detected where there is none. */
  protocol?: string;
  schema?: ChosenSchema;
}

export type ToDecoder =
  | {
      type: 'open';
      context: DetectionContext;
      choice: DecoderChoice;
      /** The user's own decoders, when they were started. */
      users?: readonly RunningDecoder[];
      afresh: boolean;
    }
  | { type: 'frames'; frames: readonly Frame[] }
  | { type: 'detail'; frame: Frame };

export type FromDecoder =
  | {
      type: 'opened';
      detected: DetectedProtocol;
      /** Frames have to be read from the first one on, in order. */
      stateful: boolean;
      /** A new decoder: what was read before does not count. */
      fresh: boolean;
      protocols: readonly ProtocolName[];
      /** Message types of the schema that was chosen. */
      types: readonly string[];
    }
  | { type: 'refused'; why: string }
  | { type: 'said'; said: readonly (readonly [index: number, said: Said])[]; done: boolean }
  | { type: 'detail'; index: number; message: MessageView };
