import type { Frame, FrameStore } from '../../session/frames';
import type { SocketId } from '../../websocket/model';

/** What a diagram or a ticket shows of a connection's messages. */
const SHOWN = 60;

/** The first frames of a connection that are held. */
export function firstFrames(frames: FrameStore, socket: SocketId): Frame[] {
  const indices = frames.of(socket);
  return Array.from({ length: Math.min(SHOWN, indices.length) }, (_, i) => frames.get(indices[i]!)).filter(
    (frame) => frame !== undefined,
  );
}
