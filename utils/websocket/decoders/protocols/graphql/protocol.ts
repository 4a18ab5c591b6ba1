import type { Detection, DetectionContext, Protocol } from '../../decoder';
import { bySubprotocol, objects, surest, when } from '../../sight';

function byTypes(context: DetectionContext, types: readonly string[]): Detection | undefined {
  const seen = objects(context).map(({ type }) => type);
  const own = types.find((type) => seen.includes(type));
  return surest(
    when(
      seen.includes('connection_init') && own !== undefined,
      0.9,
      `messages of type connection_init and ${own}`,
    ),
    when(
      seen.includes('connection_init') || seen.includes('connection_ack'),
      0.55,
      'a message of type connection_init or connection_ack',
    ),
  );
}

/** https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
const graphqlTransportWs: Protocol = {
  id: 'graphql-transport-ws',
  textOnly: true,
  title: 'GraphQL over WebSocket (graphql-transport-ws)',
  versions: 'graphql-transport-ws',
  detected: 'subprotocol `graphql-transport-ws`, or messages `connection_init` and `subscribe`/`next`',
  shows: 'operations by name and variables, their results and errors until `complete`',
  stateful: true,
  detect: (context) =>
    surest(
      bySubprotocol(context, /^graphql-transport-ws$/),
      byTypes(context, ['subscribe', 'next', 'ping', 'pong']),
    ),
  load: () => import('./decoder'),
};

/** https://github.com/apollographql/subscriptions-transport-ws/blob/master/PROTOCOL.md */
const graphqlWs: Protocol = {
  id: 'graphql-ws',
  textOnly: true,
  title: 'GraphQL over WebSocket (older graphql-ws)',
  versions: 'subscriptions-transport-ws',
  detected: 'subprotocol `graphql-ws`, or messages `connection_init` and `start`/`data`/`ka`',
  shows: 'operations by name and variables, their data and errors until `complete`, keep-alives',
  stateful: true,
  detect: (context) =>
    surest(bySubprotocol(context, /^graphql-ws$/), byTypes(context, ['start', 'data', 'stop', 'ka'])),
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [graphqlTransportWs, graphqlWs];
