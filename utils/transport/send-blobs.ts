import type { FramePayload, SocketId } from '../session/observations';

/** A larger payload goes in parts of this many bytes, one at a time. */
const PART = 1 << 20;
/** A payload is read up to this many bytes. */
const LIMIT = 256 << 20;
/** Bytes of payloads that wait for those before them; what comes then is said and not read. */
const WAITING = 512 << 20;

/** A frame whose payload is to be read. */
export interface BlobFrame {
  socket: SocketId;
  seq: number;
  blob: Blob;
}

export type UnplacedPayload = Omit<FramePayload, 'place'>;

export interface BlobSender {
  take(frame: BlobFrame): void;
  /** Whoever receives has lost the beginning of what is under way. */
  restart(): void;
  /** Nobody receives any more. */
  stop(): void;
}

/**
 * Reads payloads that do not go with a batch. Of a large one a part goes when the one before was taken, so that nothing
 * waits on the way and small frames pass in between.
 *
 * @param send posts; calls back when the receiver has taken it
 * @param taken a payload has been told to its end
 */
export function createBlobSender(
  send: (payload: UnplacedPayload, acknowledged: () => void) => void,
  taken: () => void,
): BlobSender {
  let queue: BlobFrame[] = [];
  let waiting = 0;
  /** Grows when what is under way is given up. */
  let turn = 0;
  let running = false;

  /** The file behind a Blob may have gone or changed. */
  const read = (blob: Blob) => blob.arrayBuffer().catch(() => undefined);

  async function sendWhole({ socket, seq, blob }: BlobFrame): Promise<void> {
    const payload = await read(blob);
    send(
      { kind: 'frame-payload', socket, seq, payload: payload ?? new ArrayBuffer(), ...unread(payload) },
      taken,
    );
  }

  /** Sends the part at `at`; gives whether another is to follow. */
  async function sendPart({ socket, seq, blob }: BlobFrame, at: number): Promise<boolean> {
    const of = Math.min(blob.size, LIMIT);
    const started = turn;
    const payload = await read(blob.slice(at, Math.min(at + PART, of)));
    if (started !== turn) return false;
    const message: UnplacedPayload = {
      kind: 'frame-payload',
      socket,
      seq,
      payload: payload ?? new ArrayBuffer(),
      part: { at, of },
      ...(blob.size > of && { truncated: true }),
      ...unread(payload),
    };
    await new Promise<void>((resolve) => send(message, resolve));
    return payload !== undefined && at + PART < of;
  }

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    const mine = turn;
    while (queue.length > 0) {
      const frame = queue[0]!;
      for (let at = 0; (await sendPart(frame, at)) && mine === turn; ) at += PART;
      if (mine !== turn) return;
      queue.shift();
      waiting -= frame.blob.size;
      taken();
    }
    running = false;
  }

  function giveUp(): void {
    turn++;
    running = false;
  }

  return {
    take(frame) {
      const { socket, seq, blob } = frame;
      if (blob.size <= PART) {
        void sendWhole(frame);
        return;
      }
      if (waiting > 0 && waiting + blob.size > WAITING) {
        send({ kind: 'frame-payload', socket, seq, payload: new ArrayBuffer(), truncated: true }, taken);
        return;
      }
      waiting += blob.size;
      queue.push(frame);
      void run();
    },
    restart() {
      if (queue.length === 0) return;
      giveUp();
      void run();
    },
    stop() {
      giveUp();
      queue = [];
      waiting = 0;
    },
  };
}

const unread = (payload: ArrayBuffer | undefined) => (payload ? undefined : ({ unreadable: true } as const));
