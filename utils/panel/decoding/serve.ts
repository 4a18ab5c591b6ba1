import type { Frame } from '../../session/frames';
import { createOldest } from '../../session/oldest';
import { type Decoded, type Decompress, PROTOCOLS } from '../../websocket/decoders';
import { layOut, saidOf } from './lay-out';
import type { FromDecoder, MessageView, Said, ToDecoder } from './messages';
import { find, openReader, type Reader } from './reader';
import { createRemote, type RemoteDecoder } from './user/remote';

export interface DecodeServerOptions {
  post(message: FromDecoder): void;
  decompress: Decompress;
  /** Milliseconds. */
  clock(): number;
  after(run: () => void, ms: number): void;
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
export function createDecodeServer({ post, decompress, clock, after }: DecodeServerOptions) {
  let reader: Reader | undefined;
  let remotes: readonly RemoteDecoder[] = [];
  let held = createHeld();
  let queue = Promise.resolve();

  async function open({
    context,
    choice,
    users,
    afresh,
  }: Extract<ToDecoder, { type: 'open' }>): Promise<void> {
    if (users) remotes = users.map((one) => createRemote(one, after));
    const found = await find(context, choice, remotes);
    const same = !afresh && reader?.detected.protocol.id === found.detected.protocol.id;
    if (!same) {
      reader = undefined;
      held = createHeld();
      reader = await openReader(context, choice, found);
    }
    const { detected, stateful, types = [] } = reader!;
    post({
      type: 'opened',
      detected: same ? { ...found.detected, inner: detected.inner } : detected,
      stateful,
      fresh: !same,
      types,
      protocols: [...remotes, ...PROTOCOLS].map(({ id, title }) => ({ id, title })),
    });
  }

  async function read({ decode, stateful }: Reader, frames: readonly Frame[]): Promise<void> {
    let said: [number, Said][] = [];
    let reported = clock();
    for (const frame of frames) {
      const result = decode(frame);
      // A promise for each frame would cost more than most of them do.
      const decoded = result instanceof Promise ? await result : result;
      if (stateful) held.keep(frame, decoded);
      said.push([frame.index, saidOf(decoded)]);
      if (clock() - reported > REPORT) {
        post({ type: 'said', said, done: false });
        said = [];
        reported = clock();
      }
    }
    post({ type: 'said', said, done: true });
  }

  async function detail({ decode, stateful, schema }: Reader, frame: Frame): Promise<void> {
    const decoded = stateful ? (held.get(frame.index) ?? NOT_HELD) : await decode(frame);
    let message: MessageView;
    try {
      message = await layOut(decoded, frame, decompress, schema);
    } catch (error) {
      message = { ...saidOf(decoded), fields: [], batch: undefined, error: `not decoded: ${error}` };
    }
    post({ type: 'detail', index: frame.index, message });
  }

  async function answer(message: ToDecoder): Promise<void> {
    try {
      if (message.type === 'open') await open(message);
      else if (!reader) return;
      else if (message.type === 'frames') await read(reader, message.frames);
      else await detail(reader, message.frame);
    } catch (error) {
      post({ type: 'refused', why: error instanceof Error ? error.message : String(error) });
    }
  }

  return (message: ToDecoder): Promise<void> => {
    queue = queue.then(() => answer(message));
    return queue;
  };
}

/** Bounded by count and by the bytes that were read; the oldest go first. */
function createHeld() {
  const frames = new Map<number, { decoded: Decoded; size: number }>();
  const oldest = createOldest(frames);
  let bytes = 0;
  return {
    get: (index: number) => frames.get(index)?.decoded,
    keep(frame: Frame, decoded: Decoded) {
      const size = frame.payload?.length ?? 0;
      bytes += size - (frames.get(frame.index)?.size ?? 0);
      frames.set(frame.index, { decoded, size });
      while (frames.size > HELD || bytes > HELD_BYTES) {
        const index = oldest()!;
        bytes -= frames.get(index)!.size;
        frames.delete(index);
      }
    },
  };
}
