import { type ReadonlySignal, signal } from '@preact/signals';
import type { SocketId } from '../session/observations';
import type { Memory } from './memory';

/** Frames of one connection that can be pinned. */
export const MOST_PINS = 50;

export interface PinsModel {
  /** `seq`s by connection, in the order in which they were pinned. */
  pins: ReadonlySignal<Readonly<Record<SocketId, readonly number[]>>>;
  /** Pins all that are not, or takes off all if they are. */
  toggle(socket: SocketId, seqs: readonly number[]): void;
  clear(): void;
}

/** Frames kept above the list while it runs on. They outlive a reload of the panel and not more. */
export function createPins(memory: Memory): PinsModel {
  const pins = signal<Readonly<Record<SocketId, readonly number[]>>>(memory.read('pins') ?? {});
  function set(next: Readonly<Record<SocketId, readonly number[]>>) {
    pins.value = next;
    memory.write('pins', next);
  }
  return {
    pins,
    toggle(socket, seqs) {
      const { [socket]: before = [], ...others } = pins.peek();
      const all = seqs.every((seq) => before.includes(seq));
      const next = all
        ? before.filter((seq) => !seqs.includes(seq))
        : [...before, ...seqs.filter((seq) => !before.includes(seq))].slice(-MOST_PINS);
      set(next.length > 0 ? { ...others, [socket]: next } : others);
    },
    clear: () => set({}),
  };
}
