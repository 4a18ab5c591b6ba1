import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { SocketId } from '../session/observations';
import type { Memory } from './memory';

/** The one thing that is looked at. Both halves and the timeline show the same one. */
export type Selection =
  /** `frame: 'none'` closes the frame that was open of it. */
  | { kind: 'socket'; id: SocketId; frame?: 'none' }
  /** `seq` counts the frames of its socket, so it holds when the store drops its oldest. */
  | { kind: 'frame'; socketId: SocketId; seq: number }
  | { kind: 'flow'; id: string }
  | { kind: 'step'; id: string; flowId: string }
  | { kind: 'token'; id: string; flowId?: string }
  | { kind: 'exchange'; id: string; flowId?: string; socketId?: SocketId };

/** What each half has open: its own last selection, so that choosing a flow does not close a socket. */
export interface Opened {
  socketId?: SocketId;
  frameSeq?: number;
  flowId?: string;
  stepId?: string;
  tokenId?: string;
}

export interface SelectionModel {
  current: ReadonlySignal<Selection | undefined>;
  opened: ReadonlySignal<Opened>;
  canGoBack: ReadonlySignal<boolean>;
  canGoForward: ReadonlySignal<boolean>;
  select(selection: Selection): void;
  back(): void;
  forward(): void;
  clear(): void;
}

interface Place {
  selection: Selection;
  opened: Opened;
}

interface Trail {
  places: readonly Place[];
  at: number;
}

const KEY = 'selection';
const LIMIT = 50;
const NOWHERE: Trail = { places: [], at: -1 };
const NOTHING: Opened = {};

/**
 * What a half keeps open after `selection` was chosen. A frame opens its socket; a step or a token opens
 * its flow; the other half stays as it was.
 */
export function openedBy(selection: Selection, before: Opened): Opened {
  switch (selection.kind) {
    case 'socket': {
      const { frameSeq, ...rest } = before;
      const keep = before.socketId === selection.id && selection.frame !== 'none';
      return keep ? { ...rest, frameSeq } : { ...rest, socketId: selection.id };
    }
    case 'frame':
      return { ...before, socketId: selection.socketId, frameSeq: selection.seq };
    case 'flow': {
      const { stepId: _step, tokenId: _token, ...rest } = before;
      return { ...rest, flowId: selection.id };
    }
    case 'step': {
      const { tokenId: _token, ...rest } = before;
      return { ...rest, flowId: selection.flowId, stepId: selection.id };
    }
    case 'token':
      return { ...before, flowId: selection.flowId ?? before.flowId, tokenId: selection.id };
    case 'exchange':
      return {
        ...before,
        flowId: selection.flowId ?? before.flowId,
        socketId: selection.socketId ?? before.socketId,
      };
  }
}

/** Whether two selections mean the same thing. */
export function sameSelection(a: Selection | undefined, b: Selection | undefined): boolean {
  if (!a || !b || a.kind !== b.kind) return a === b;
  if (a.kind === 'frame') return b.kind === 'frame' && a.socketId === b.socketId && a.seq === b.seq;
  if (a.kind === 'socket' && b.kind === 'socket' && a.frame !== b.frame) return false;
  return b.kind !== 'frame' && a.id === b.id;
}

/** The connection or flow that a selection belongs to: what the timeline and the lists mark. */
export function ownerOf(selection: Selection | undefined): string | undefined {
  if (!selection) return undefined;
  switch (selection.kind) {
    case 'socket':
    case 'flow':
      return selection.id;
    case 'frame':
      return selection.socketId;
    case 'exchange':
      return selection.socketId ?? selection.flowId;
    default:
      return selection.flowId;
  }
}

/** The selection with its way back and forward. `memory` outlives a reload of the panel. */
export function createSelection(memory: Memory): SelectionModel {
  const trail = signal<Trail>(memory.read<Trail>(KEY) ?? NOWHERE);
  const place = computed(() => trail.value.places[trail.value.at]);

  function go(next: Trail) {
    trail.value = next;
    memory.write(KEY, next);
  }

  return {
    current: computed(() => place.value?.selection),
    opened: computed(() => place.value?.opened ?? NOTHING),
    canGoBack: computed(() => trail.value.at > 0),
    canGoForward: computed(() => trail.value.at < trail.value.places.length - 1),
    select(selection) {
      const now = place.peek();
      if (now && sameSelection(now.selection, selection)) return;
      const { places, at } = trail.peek();
      const next = { selection, opened: openedBy(selection, now?.opened ?? NOTHING) };
      const kept = [...places.slice(Math.max(0, at + 2 - LIMIT), at + 1), next];
      go({ places: kept, at: kept.length - 1 });
    },
    back() {
      const { places, at } = trail.peek();
      if (at > 0) go({ places, at: at - 1 });
    },
    forward() {
      const { places, at } = trail.peek();
      if (at < places.length - 1) go({ places, at: at + 1 });
    },
    clear: () => go(NOWHERE),
  };
}
