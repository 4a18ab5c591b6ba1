import type { Frame } from '../../session/frames';
import {
  type Decoded,
  type Decompress,
  type Detected,
  detect,
  type OpenDecoder,
  openDecoder,
  PROTOCOLS,
} from '../../websocket/decoders';
import { layOut, saidOf } from './lay-out';
import type { DetectedProtocol, FromDecoder, MessageView, Said, ToDecoder } from './messages';

export interface DecodeServerOptions {
  post(message: FromDecoder): void;
  decompress: Decompress;
  /** Milliseconds. */
  clock(): number;
}

/** Milliseconds of work after which what is done is told: whoever waits sees that it goes on. */
const REPORT = 50;
/** Decoded frames of a stateful protocol that are held for their own view, and the bytes that they came from. */
const HELD = 20_000;
const HELD_BYTES = 64 * 1024 * 1024;

const NOT_HELD: Decoded = {
  kind: 'not decoded',
  summary: '',
  fields: [],
  error: 'not decoded: what it said was let go to spare memory',
};

/** Reads one connection's frames for a panel that must not wait: answers each message, one after the other. */
export function createDecodeServer({ post, decompress, clock }: DecodeServerOptions) {
  const protocols = PROTOCOLS.map(({ id, title }) => ({ id, title }));
  let decoder: OpenDecoder | undefined;
  let held = createHeld();
  let queue = Promise.resolve();

  async function open({ context, choice, afresh }: Extract<ToDecoder, { type: 'open' }>): Promise<void> {
    const found = detect(context);
    const fresh = afresh || decoder?.protocol !== found.protocol;
    if (fresh) {
      decoder = undefined;
      held = createHeld();
      decoder = await openDecoder(context, { force: choice.protocol, schema: choice.schema });
    }
    const { protocol, detected, inner } = decoder!;
    const told = toldOf(fresh ? detected : found);
    post({
      type: 'opened',
      detected: inner ? { ...told, inner: toldOf(inner.detected) } : told,
      stateful: protocol.stateful === true,
      fresh,
      protocols,
    });
  }

  function read(frames: readonly Frame[]): void {
    let said: [number, Said][] = [];
    let reported = clock();
    for (const frame of frames) {
      const decoded = decoder!.decode(frame);
      if (decoder!.protocol.stateful) held.keep(frame, decoded);
      said.push([frame.index, saidOf(decoded)]);
      if (clock() - reported > REPORT) {
        post({ type: 'said', said, done: false });
        said = [];
        reported = clock();
      }
    }
    post({ type: 'said', said, done: true });
  }

  async function detail(frame: Frame): Promise<void> {
    const decoded = decoder!.protocol.stateful ? (held.get(frame.index) ?? NOT_HELD) : decoder!.decode(frame);
    let message: MessageView;
    try {
      message = await layOut(decoded, frame, decompress);
    } catch (error) {
      message = { ...saidOf(decoded), fields: [], batch: undefined, error: `not decoded: ${error}` };
    }
    post({ type: 'detail', index: frame.index, message });
  }

  async function answer(message: ToDecoder): Promise<void> {
    try {
      if (message.type === 'open') await open(message);
      else if (!decoder) return;
      else if (message.type === 'frames') read(message.frames);
      else await detail(message.frame);
    } catch (error) {
      post({ type: 'refused', why: error instanceof Error ? error.message : String(error) });
    }
  }

  return (message: ToDecoder): Promise<void> => {
    queue = queue.then(() => answer(message));
    return queue;
  };
}

const toldOf = ({ protocol: { id, title }, confidence, rule }: Detected): DetectedProtocol => ({
  protocol: { id, title },
  confidence,
  rule,
});

/** Bounded by count and by the bytes that were read; the oldest go first. */
function createHeld() {
  const frames = new Map<number, { decoded: Decoded; size: number }>();
  let bytes = 0;
  return {
    get: (index: number) => frames.get(index)?.decoded,
    keep({ index, payload }: Frame, decoded: Decoded) {
      const size = payload?.length ?? 0;
      bytes += size - (frames.get(index)?.size ?? 0);
      frames.set(index, { decoded, size });
      for (const [oldest, one] of frames) {
        if (frames.size <= HELD && bytes <= HELD_BYTES) break;
        frames.delete(oldest);
        bytes -= one.size;
      }
    },
  };
}
