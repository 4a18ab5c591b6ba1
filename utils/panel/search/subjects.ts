import type { Flow } from '../../oauth/model';
import type { AskedSubject } from '../../search/messages';
import type { Subject } from '../../search/subject';
import type { FrameStore } from '../../session/frames';
import type { Session } from '../../session/model';
import type { Socket } from '../../websocket/model';
import { flowText } from '../oauth/rows';
import { closeCode, endedAt, socketState } from '../socket-view';
import { flowEnd } from '../timeline/flow-end';
import { maskUrl } from '../url';

/** What of a connection free words look in. Credentials are left out: a filter must not find them. */
export function socketText(socket: Socket): string {
  const code = closeCode(socket);
  return [
    `#${socket.ordinal}`,
    maskUrl(socket.url),
    socket.protocol ?? socket.protocols.join(' '),
    socketState(socket).word,
    code ?? '',
    'reason' in socket.state ? (socket.state.reason ?? '') : '',
  ].join(' ');
}

function socketSubject(socket: Socket, linked: ReadonlySet<string>): Subject {
  const to = endedAt(socket);
  return {
    id: socket.id,
    kind: 'socket',
    number: socket.ordinal,
    text: socketText(socket).toLowerCase(),
    url: maskUrl(socket.url).toLowerCase(),
    state: socketState(socket).phase,
    code: closeCode(socket),
    token: linked.has(socket.id),
    from: socket.createdAt,
    ...(to !== undefined && { to }),
  };
}

/** Longest part of a parameter's value that is looked in. */
const VALUE = 2_000;
/** Steps and parameters beyond these are a machine's, not a sign-in's. */
const STEPS = 200;

/** A flow with the names and values of everything that its steps carried, but for credentials. */
function flowSubject(flow: Flow): Subject {
  const steps = flow.steps.slice(0, STEPS);
  const carried = steps.flatMap(({ request, response }) => [...request, ...response]);
  const parameters = carried.map(
    ({ name, value, secret }) => `${name}=${secret ? '' : value.slice(0, VALUE)}`,
  );
  const errors = steps.flatMap(({ outcome }) =>
    outcome.state === 'oauth-error' ? [outcome.code, outcome.description ?? ''] : [],
  );
  const { client, server } = flow;
  const places = [server.issuer, server.origin, server.authorizationEndpoint, server.tokenEndpoint];
  return {
    id: flow.id,
    kind: 'flow',
    number: flow.ordinal,
    text: [flowText(flow), ...parameters, ...errors].join(' ').toLowerCase(),
    url: [...places, flow.redirectUri, ...flow.resourceServers].filter(Boolean).join(' ').toLowerCase(),
    state: flow.state.phase,
    grant: `${flow.grant} ${flow.grantName ?? ''} ${flow.grant.replaceAll('_', ' ')}`.toLowerCase(),
    client: `${client.id ?? ''} ${client.origin ?? ''}`.toLowerCase(),
    token: flow.tokenIds.length > 0,
    from: flow.startedAt,
    to: flowEnd(flow),
  };
}

/** Everything of a session that a query is asked of, beside frames. */
export function subjectsOf(
  { sockets, flows, links }: Session,
  frames: FrameStore,
  chosen: (socket: Socket) => string | undefined,
): AskedSubject[] {
  const linked = new Set<string>(links.map(({ socketId }) => socketId));
  return [
    ...sockets.map((socket): AskedSubject => {
      const slot = frames.slotOf(socket.id);
      return {
        subject: socketSubject(socket, linked),
        ...(slot !== undefined && {
          slot,
          speech: {
            url: socket.url,
            subprotocol: socket.protocol ?? '',
            offered: socket.protocols,
            chosen: chosen(socket),
          },
        }),
      };
    }),
    ...flows.map((flow) => ({ subject: flowSubject(flow) })),
  ];
}
