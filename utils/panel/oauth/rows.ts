import { type MessageKey, t } from '../../i18n';
import type { Flow } from '../../oauth/model';
import type { Session } from '../../session/model';
import type { Socket, SocketId } from '../../websocket/model';
import { grantName, serverName } from './parties';
import { type StateView, stateView } from './state';
import { formatClock, formatDuration } from './time';

export interface SocketChip {
  id: SocketId;
  /** `#12`, as the connections list calls it. */
  label: string;
  /** Host of the connection and its phase, for the hint and for readers. */
  title: string;
  live: boolean;
}

export interface FlowRow {
  id: string;
  ordinal: string;
  grant: string;
  client: string;
  server: string;
  state: StateView;
  /** Granted where known, else asked. */
  scope: string;
  time: string;
  duration: string;
  steps: string;
  where?: string;
  chips: readonly SocketChip[];
}

const SURFACES: Partial<Record<Flow['surface'], MessageKey>> = {
  popup: 'flow.surface_popup',
  frame: 'flow.surface_frame',
  worker: 'flow.surface_worker',
};

/** A flow as one row of the list. */
export function flowRow(flow: Flow, session: Pick<Session, 'sockets'>): FlowRow {
  const surface = SURFACES[flow.surface];
  const ended = flow.endedAt ?? flow.steps.at(-1)?.endedAt ?? flow.steps.at(-1)?.at;
  return {
    id: flow.id,
    ordinal: `F${flow.ordinal}`,
    grant: grantName(flow),
    client: flow.client.id ?? flow.client.origin ?? t('flow.unknown_client'),
    server: serverName(flow.server),
    state: stateView(flow.state, flow.startedAt, flow.grant),
    scope: scopeWords(flow.scopeGranted ?? flow.scopeAsked).join(' '),
    time: formatClock(flow.startedAt),
    duration: ended === undefined ? '' : formatDuration(ended - flow.startedAt),
    steps: t('flow.steps', { count: flow.steps.length }),
    where: surface && t(surface),
    chips: socketChips(flow.socketIds, session.sockets),
  };
}

/** What the filter box looks in: everything by which a person would call the flow. */
export function flowText(flow: Flow): string {
  const { client, server } = flow;
  const names = [`F${flow.ordinal}`, grantName(flow), client.id, client.origin, server.issuer, server.origin];
  const state = stateView(flow.state, flow.startedAt).label;
  return [
    ...names,
    flow.scopeGranted ?? flow.scopeAsked,
    flow.subject,
    state,
    ...flow.steps.map((step) => step.title),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Chips for connections, in the given order; a connection that the session no longer holds is left out. */
export function socketChips(ids: readonly SocketId[], sockets: readonly Socket[]): SocketChip[] {
  return ids.flatMap((id) => {
    const socket = sockets.find((candidate) => candidate.id === id);
    if (!socket) return [];
    const host = URL.canParse(socket.url) ? new URL(socket.url).host : socket.url;
    const live = socket.state.phase === 'open';
    return [
      {
        id,
        label: `#${socket.ordinal}`,
        title: t('flow.socket_title', {
          number: String(socket.ordinal),
          host,
          phase: t(`flow.phase_${socket.state.phase}`),
        }),
        live,
      },
    ];
  });
}

/**
 * The words of a scope for display. RFC 6749 §3.3 separates by spaces; some vendors by commas or plus signs.
 * Bounded: a hostile page may send megabytes.
 */
export function scopeWords(scope: string | undefined): string[] {
  return scope
    ? scope
        .slice(0, 4096)
        .split(/[ ,+]+/)
        .filter(Boolean)
    : [];
}
