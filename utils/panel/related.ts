import type { Session } from '../session/model';
import type { Selection } from './selection';

/** What hangs together with the selection by a token: drawn as related in both halves and the timeline. */
export interface Related {
  sockets: ReadonlySet<string>;
  flows: ReadonlySet<string>;
  tokens: ReadonlySet<string>;
}

const NOTHING: Related = { sockets: new Set(), flows: new Set(), tokens: new Set() };

/** The sockets, flows and tokens tied to a selection, itself not counted. */
export function relatedTo(session: Session, selection: Selection | undefined): Related {
  if (!selection) return NOTHING;
  const socketId =
    selection.kind === 'socket' ? selection.id : 'socketId' in selection ? selection.socketId : undefined;
  const flowId =
    selection.kind === 'flow' ? selection.id : 'flowId' in selection ? selection.flowId : undefined;
  const tokenId = selection.kind === 'token' ? selection.id : undefined;
  const tied = session.links.filter((link) =>
    tokenId !== undefined
      ? link.tokenId === tokenId
      : (socketId !== undefined && link.socketId === socketId) ||
        (flowId !== undefined && link.flowId === flowId),
  );
  return {
    sockets: new Set(tied.map((link) => link.socketId).filter((id) => id !== socketId)),
    flows: new Set(tied.flatMap((link) => link.flowId ?? []).filter((id) => id !== flowId)),
    tokens: new Set(tied.map((link) => link.tokenId).filter((id) => id !== tokenId)),
  };
}
