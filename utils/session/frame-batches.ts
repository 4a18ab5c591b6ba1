import type { Frame, FrameStore } from './frames';
import {
  FRAME_BINARY,
  FRAME_PENDING,
  FRAME_REDACTED,
  FRAME_SENT,
  FRAME_TRUNCATED,
  FRAME_UNREADABLE,
  type Observation,
  type Place,
  type SocketFrames,
} from './observations';

/** Whoever reads a batch does so at one go: redacting a frame takes 20 µs, and the panel goes on in between. */
const BATCH_FRAMES = 200;
/** A batch is a line of a session file: large payloads make it short. */
const BATCH_LENGTH = 400_000;

/**
 * The whole journal of a session: its observations, then its frames as batches that fold to the same store.
 * Read lazily, so a million frames are never there twice.
 *
 * @param until the store's index before which frames are read: what comes while it is read is left out
 */
export function* wholeJournal(
  session: { journal: readonly Observation[]; frames: FrameStore },
  until = session.frames.total,
): Generator<Observation> {
  yield* session.journal;
  yield* frameBatches(session.frames, placesOf(session.journal), until);
}

/** Where the pages of each realm were, for batches of its frames. */
export function placesOf(journal: readonly Observation[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const seen of journal) {
    if (seen.kind === 'socket-created') places.set(realmAndNumber(seen.socket).realm, seen.place);
  }
  return places;
}

function* frameBatches(
  frames: FrameStore,
  places: ReadonlyMap<string, Place>,
  until: number,
): Generator<SocketFrames> {
  function* all() {
    for (let index = frames.total - frames.length; index < until; index++) yield index;
  }
  yield* batchesOf(frames, all(), places);
}

/** The frames at these indices as batches that fold to the same frames; those that have gone are left out. */
export function* batchesOf(
  frames: FrameStore,
  indices: Iterable<number>,
  places: ReadonlyMap<string, Place>,
): Generator<SocketFrames> {
  let batch: { realm: string; frames: Frame[]; length: number } | undefined;
  const flush = () => batch && toBatch(frames, batch.realm, batch.frames, places.get(batch.realm));
  for (const index of indices) {
    const frame = frames.get(index);
    if (!frame) continue;
    const { realm } = realmAndNumber(frame.socketId);
    const length = frame.payload?.length ?? 0;
    const full = batch && (batch.frames.length === BATCH_FRAMES || batch.length + length > BATCH_LENGTH);
    if (batch && (batch.realm !== realm || full)) {
      yield flush()!;
      batch = undefined;
    }
    batch ??= { realm, frames: [], length: 0 };
    batch.frames.push(frame);
    batch.length += length;
  }
  if (batch) yield flush()!;
}

function realmAndNumber(socketId: string): { realm: string; n: number } {
  const dot = socketId.lastIndexOf('.');
  return { realm: socketId.slice(0, dot), n: Number(socketId.slice(dot + 1)) };
}

function toBatch(
  store: FrameStore,
  realm: string,
  frames: readonly Frame[],
  place: Place = { tabId: -1, frameId: -1 },
): SocketFrames {
  return {
    kind: 'socket-frames',
    place,
    realm,
    sockets: frames.map(({ socketId }) => realmAndNumber(socketId).n),
    seqs: frames.map(({ seq }) => seq),
    times: frames.map(({ at }) => at),
    flags: frames.map(flagsOf),
    sizes: frames.map((frame) => sizeAsObserved(frame, store.lengthAt(frame.index))),
    payloads: frames.map(({ payload }) => payload ?? null),
  };
}

function flagsOf({ sent, binary, truncated, redacted, missing }: Frame): number {
  return (
    (sent ? FRAME_SENT : 0) |
    (binary ? FRAME_BINARY : 0) |
    (truncated ? FRAME_TRUNCATED : 0) |
    (redacted ? FRAME_REDACTED : 0) |
    (missing === 'pending' ? FRAME_PENDING : 0) |
    (missing === 'unreadable' ? FRAME_UNREADABLE : 0)
  );
}

/** The store keeps bytes; an observation of text counts UTF-16 code units. `held`: the payload's bytes in UTF-8. */
function sizeAsObserved({ payload, size, redacted }: Frame, held: number): number {
  return typeof payload === 'string' && !redacted ? size - held + payload.length : size;
}
