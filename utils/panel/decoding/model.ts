import type { ReadonlySignal } from '@preact/signals';
import type { FrameStore } from '../../session/frames';
import type { Conversation, Pairs } from '../../websocket/decoders/pairs';
import type { Socket } from '../../websocket/model';
import type { DecoderChoice, DetectedProtocol, MessageView, ProtocolName, Said } from './messages';
import type { StartDecoder } from './port';
import type { Sandbox } from './user/sandbox';

/** What a connection's frames say, read bit by bit, elsewhere. */
export interface Decoding {
  /** Grows when a frame was decoded or the decoder changed. */
  version: ReadonlySignal<number>;
  /** By which rule the protocol was told, and how surely; undefined before the first look. */
  detected: ReadonlySignal<DetectedProtocol | undefined>;
  /** Why nothing is decoded any more: a schema that cannot be read, a decoder that fails again and again. */
  problem: ReadonlySignal<string | undefined>;
  /** Every protocol that frames can be read as. */
  protocols: ReadonlySignal<readonly ProtocolName[]>;
  /** Message types of the schema that was chosen. */
  types: ReadonlySignal<readonly string[]>;
  /** What a frame says in a line; undefined until it has been decoded, which asking brings forward. */
  get(index: number): Said | undefined;
  /** A frame laid out; undefined until it is, which asking brings about. */
  detail(index: number): MessageView | undefined;
  /** Store indices of frames that only keep the connection alive. */
  readonly heartbeats: ReadonlySet<number>;
  /** The conversation that a frame belongs to, by the protocol's own ids, among the frames decoded so far. */
  conversationOf(index: number): { conversation: Conversation; partner?: number } | undefined;
  /** Operations, subscriptions and streams with their frames, among the frames decoded so far; see `conversationRows`. */
  readonly pairs: Pairs;
  /** A list is being scrolled: until it rests only what is looked at is read, so that drawing has the time. */
  hold(): void;
  /** Looks for frames that came since. */
  update(socket: Socket): void;
  /** Reads frames as chosen; as detected where nothing is. */
  choose(choice: DecoderChoice): void;
  close(): void;
}

export interface DecodingOptions {
  frames: FrameStore;
  socket: Socket;
  /** What a user chose for connections like this. */
  choice?: DecoderChoice;
  start: StartDecoder;
  /** Starts the user's own decoders, if there are any. */
  startUsers?(): Sandbox | undefined;
  /** Runs something in so many milliseconds; gives back the cancel. */
  after(run: () => void, ms: number): () => void;
  /** Milliseconds. */
  clock(): number;
}
