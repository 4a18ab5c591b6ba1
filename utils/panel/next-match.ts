import type { FrameStore } from '../session/frames';
import type { Session } from '../session/model';
import type { SocketId } from '../session/observations';
import { framesOf, rowOfSeq } from './frame-list';
import type { SearchModel } from './search-model';
import { ownerOf, type Selection, type SelectionModel } from './selection';

interface Matches {
  frames: FrameStore;
  search: Pick<SearchModel, 'nearest' | 'answers' | 'foundIn'>;
  session: Pick<Session, 'sockets' | 'flows'>;
  selection: Pick<SelectionModel, 'current' | 'opened'>;
}

/**
 * The match after (1) or before (-1) what is selected, round the end: first the frames that answer, as they came, then the
 * connections that answer though no frame of theirs does, then the flows. Undefined where nothing answers.
 */
export function nextMatch(
  { frames, search, session, selection }: Matches,
  step: 1 | -1,
): Selection | undefined {
  const others = [
    ...session.sockets
      .filter(({ id }) => search.answers(id) && search.foundIn(id) === 0)
      .map(({ id }): Selection => ({ kind: 'socket', id })),
    ...session.flows
      .filter(({ id }) => search.answers(id))
      .map(({ id }): Selection => ({ kind: 'flow', id })),
  ];
  const frameAfter = (from: number): Selection | undefined => {
    const index = search.nearest(from, step);
    const frame = index === undefined ? undefined : frames.get(index);
    return frame && { kind: 'frame', socketId: frame.socketId, seq: frame.seq };
  };
  const firstFrame = () => frameAfter(step > 0 ? -1 : frames.total);
  const firstOther = step > 0 ? others[0] : others.at(-1);

  const owner = ownerOf(selection.current.peek());
  const at = others.findIndex((other) => ownerOf(other) === owner);
  if (at >= 0) return others[at + step] ?? firstFrame() ?? firstOther;
  const { socketId, frameSeq } = selection.opened.peek();
  const open = socketId === undefined ? -1 : indexOfSeq(frames, socketId, frameSeq);
  if (open < 0) return step > 0 ? (firstFrame() ?? firstOther) : (firstOther ?? firstFrame());
  return frameAfter(open) ?? firstOther ?? firstFrame();
}

/** The store index of a connection's frame; -1 where it is not held. */
function indexOfSeq(frames: FrameStore, socketId: SocketId, seq: number | undefined): number {
  const list = framesOf(frames, socketId);
  return list.indices[rowOfSeq(frames, list, seq)] ?? -1;
}
