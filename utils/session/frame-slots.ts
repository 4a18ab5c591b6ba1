import { createIndexList, type IndexList } from './index-list';
import type { SocketId } from './observations';
import { createSequence, type Sequence } from './sequence';
import { createTally, type Tally } from './tally';

/** What the store knows of one socket. */
export interface Slot {
  number: number;
  id: SocketId;
  sequence: Sequence;
  indices: IndexList;
  tally: Tally;
}

export interface FrameSlots {
  /** The slot of a realm's nth socket, made when first asked for. */
  of(realm: string, n: number): Slot;
  byId(id: SocketId): Slot | undefined;
  at(number: number): Slot | undefined;
  readonly all: readonly Slot[];
}

export function createFrameSlots(): FrameSlots {
  const all: Slot[] = [];
  const ids = new Map<SocketId, Slot>();
  const realms = new Map<string, Map<number, Slot>>();

  return {
    of(realm, n) {
      let slots = realms.get(realm);
      if (!slots) {
        slots = new Map();
        realms.set(realm, slots);
      }
      let slot = slots.get(n);
      if (!slot) {
        const id: SocketId = `${realm}.${n}`;
        const number = all.length;
        slot = { number, id, sequence: createSequence(), indices: createIndexList(), tally: createTally() };
        all.push(slot);
        slots.set(n, slot);
        ids.set(id, slot);
      }
      return slot;
    },
    byId: (id) => ids.get(id),
    at: (number) => all[number],
    all,
  };
}
