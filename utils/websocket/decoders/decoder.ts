import type { Frame } from '../../session/frames';

/** What detection looks at. `frames` are the first few of the connection, in order, both directions. */
export interface DetectionContext {
  url: string;
  /** The subprotocol that the server chose; empty where there is none. */
  subprotocol: string;
  /** The subprotocols that the page offered: credentials are smuggled there, so never trust one as a name. */
  offered: readonly string[];
  frames: readonly Frame[];
}

export interface Detection {
  /** 0 (a guess) to 1 (the protocol says so itself). */
  confidence: number;
  /** The rule that fired, as a sentence that a person can check. */
  rule: string;
}

export interface Field {
  name: string;
  /** Plain data that structured clone takes: JSON values, bigint, Date, Uint8Array. */
  value: unknown;
  /** A credential: masked until somebody asks. */
  secret?: true;
}

/** Ties the frames of one operation together, by the protocol's own id. */
export interface Correlation {
  id: string;
  /** `request` opens, `reply` answers it, `event` belongs to it (a subscription's data, a stream's item). */
  role: 'request' | 'reply' | 'event';
  /** The frame comes from the side that made the request, such as a cancellation. Otherwise from its peer. */
  by?: 'requester';
  /** Nothing more is expected under this id: an id may be used again after it. */
  ends?: boolean;
  /** Of a request that nobody owes an answer: a subscription may stay silent. */
  silent?: true;
}

/** A payload that the protocol carries and does not itself define. */
export interface Nested {
  /** Its place in the message: `body`, `payload`, `data`. */
  name: string;
  payload: string | Uint8Array;
  /** Media type, where the protocol states one. */
  mime?: string;
  compression?: Compression;
  /** What it says, where it has been read already. */
  decoded?: Decoded;
}

export type Compression = 'gzip' | 'deflate' | 'deflate-raw' | 'brotli' | 'zstd';

/** A value in a message that authenticates the sender. */
export interface Credential {
  /** Path in the message: `payload.headers.Authorization`. */
  where: string;
  /** The credential itself; a scheme such as `Bearer` is taken off. */
  value: string;
}

/** One frame, read. */
export interface Decoded {
  /** The protocol's own word for the message: `EVENT`, `PUBLISH`, `connection_init`. */
  kind: string;
  /** One line: `event chat (text: hi)`. */
  summary: string;
  fields: readonly Field[];
  /** Mostly one; a STOMP SUBSCRIBE with a receipt opens two. */
  correlations?: readonly Correlation[];
  heartbeat?: boolean;
  nested?: Nested;
  /** The messages of a frame that holds several; then `kind` and `summary` speak of all of them. */
  batch?: readonly Decoded[];
  credentials?: readonly Credential[];
  /** `not decoded: why`, or the part of the message that breaks the protocol. */
  error?: string;
}

/** Reads the frames of one connection in order. A decoder out of its guard may throw `NotDecoded`. */
export interface Decoder {
  decode(frame: Frame): Decoded;
  /** Message types of the schema that the user gave, to choose from. */
  types?: readonly string[];
}

/** What a user knows of the messages: `.proto` files or the bytes of a FileDescriptorSet, and the types to read as. */
export interface ChosenSchema {
  source: readonly string[] | Uint8Array;
  sent?: string;
  received?: string;
}

export interface DecoderOptions {
  url: string;
  subprotocol: string;
  /** Reads what a carrier (SockJS) carries. */
  inner?: Decoder;
  schema?: ChosenSchema;
}

/** A protocol as the registry lists it: light, without the libraries that its decoder needs. */
export interface Protocol {
  id: string;
  title: string;
  /** Versions that are read. */
  versions: string;
  /** How it is recognised, for people. */
  detected: string;
  /** What is shown of a frame, for people. */
  shows: string;
  /** What it is where it is no protocol: how payloads are written, or what is left where nothing was recognised. */
  only?: 'format' | 'fallback';
  /** Its messages hold no bytes, which a schema of the user's could describe. */
  textOnly?: true;
  /** Its frames say what they hold and nothing else. */
  plain?: true;
  /** It is what a schema of the user's describes. */
  schema?: true;
  /** The meaning of a frame hangs on those before it: decode from the first frame on, in order. */
  stateful?: true;
  detect(context: DetectionContext): Detection | undefined;
  /** Payloads that a frame of a carrier holds, for detecting what they are. */
  carried?(payload: string | Uint8Array): readonly (string | Uint8Array)[];
  load(): Promise<{ createDecoder(options: DecoderOptions): Decoder }>;
}
