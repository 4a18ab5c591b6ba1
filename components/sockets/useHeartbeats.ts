import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PanelStore } from '@/utils/panel';
import type { Decoding } from '@/utils/panel/decoding';
import { createSteadyBeats, type Folded, foldHeartbeats, MOST_BEATS } from '@/utils/panel/heartbeats';
import type { Socket } from '@/utils/websocket/model';

/** Frames that are looked at in one go. */
const STEP = 1_000;

export interface Heartbeats {
  /** Store indices. */
  indices: ReadonlySet<number>;
  folded: Folded;
}

/** Frames that only keep the connection alive: by the protocol's own word, and by their steady beat. */
export function useHeartbeats(store: PanelStore, socket: Socket, decoding?: Decoding): Heartbeats {
  const beats = useMemo(() => createSteadyBeats(store.frames, socket.id), [store, socket.id]);
  const version = store.version.value;
  const [, again] = useState(0);
  // Of a hundred thousand frames a part at a time: what was just clicked is drawn first.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const before = beats.indices;
      const more = beats.update(STEP);
      if (beats.indices !== before) again((n) => n + 1);
      if (more) timer = setTimeout(look);
    };
    timer = setTimeout(look);
    return () => clearTimeout(timer);
  }, [beats, version]);
  const told = decoding?.heartbeats;
  const size = told?.size ?? 0;
  return useMemo(() => {
    const joins = told !== undefined && size > 0 && size <= MOST_BEATS;
    const indices = joins ? new Set([...told, ...beats.indices]) : size > 0 ? told! : beats.indices;
    return { indices, folded: foldHeartbeats(store.frames, indices) };
  }, [beats.indices, told, size]);
}
