import { type ReadonlySignal, signal } from '@preact/signals';
import type { FrameStore } from '../session/frames';
import type { SocketId } from '../session/observations';
import type { Memory } from './memory';

/** Connections whose frames are counted and not kept: what nobody wants to see takes no room. */
export interface Muting {
  muted: ReadonlySignal<ReadonlySet<SocketId>>;
  set(socket: SocketId, muted: boolean): void;
  /** Frames of a muted connection that went by since. */
  wentBy(socket: SocketId): number;
}

const KEY = 'muted';
/** Remembered across a reload of the panel. */
const MOST = 200;

export function createMuting(frames: FrameStore, memory: Memory): Muting {
  const kept = memory.read<SocketId[]>(KEY);
  const muted = signal<ReadonlySet<SocketId>>(new Set(Array.isArray(kept) ? kept : []));
  for (const socket of muted.peek()) frames.mute(socket, true);
  return {
    muted,
    set(socket, on) {
      frames.mute(socket, on);
      const next = new Set(muted.peek());
      if (on) next.add(socket);
      else next.delete(socket);
      muted.value = next;
      memory.write(KEY, [...next].slice(-MOST));
    },
    wentBy: (socket) => frames.muted.get(socket) ?? 0,
  };
}
