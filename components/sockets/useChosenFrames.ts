import { useState } from 'preact/hooks';
import type { PanelStore } from '@/utils/panel';
import type { ChooseHow } from '@/utils/panel/choose';
import { type Chosen, chooseAll, chooseRow, NONE_CHOSEN } from '@/utils/panel/chosen-frames';
import { type FrameList, rowOfSeq } from '@/utils/panel/frame-list';
import type { SocketId } from '@/utils/websocket/model';

/** The frames of a connection that are chosen together, and how rows are chosen. */
export interface ChosenFrames {
  /** In order; the one that is looked at where there are not several. */
  seqs: readonly number[];
  has(seq: number): boolean;
  choose(row: number, how: ChooseHow): void;
  all(): void;
}

export function useChosenFrames(
  store: PanelStore,
  socket: SocketId,
  list: FrameList,
  current: number | undefined,
): ChosenFrames {
  const [state, setState] = useState<{ socket: SocketId; chosen: Chosen }>({ socket, chosen: NONE_CHOSEN });
  // Another frame looked at, from a link or another list: what was chosen beside the old one is not meant.
  const mine = state.socket === socket && current !== undefined && state.chosen.seqs.has(current);
  const chosen = mine ? state.chosen : NONE_CHOSEN;
  const rows = {
    count: list.count,
    seqOf: (row: number) => store.frames.get(list.indices[row]!)?.seq,
    rowOf: (seq: number) => rowOfSeq(store.frames, list, seq),
  };

  function show(seq: number | undefined) {
    if (seq === undefined) store.select({ kind: 'socket', id: socket, frame: 'none' });
    else store.select({ kind: 'frame', socketId: socket, seq });
  }

  return {
    seqs:
      chosen.seqs.size > 0 ? [...chosen.seqs].sort((a, b) => a - b) : current === undefined ? [] : [current],
    has: (seq) => chosen.seqs.has(seq),
    choose(row, how) {
      const next = chooseRow(chosen, rows, row, how, current);
      setState({ socket, chosen: next.chosen });
      show(next.current);
    },
    all() {
      const next = chooseAll(rows);
      setState({ socket, chosen: next });
      if (current === undefined || !next.seqs.has(current)) show(rows.seqOf(list.count - 1));
    },
  };
}
