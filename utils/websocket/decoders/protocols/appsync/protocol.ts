import type { Protocol } from '../../decoder';
import { bySubprotocol, surest, when } from '../../sight';

/** https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html */
const appsync: Protocol = {
  id: 'appsync',
  textOnly: true,
  title: 'AWS AppSync',
  versions: 'GraphQL subscriptions, Events API',
  detected: 'host `…appsync-realtime-api…`, or subprotocol `aws-appsync-event-ws`',
  shows: 'as GraphQL; channels, published and received events, acknowledgements, keep-alives',
  stateful: true,
  detect: (context) =>
    surest(
      when(
        /^wss?:\/\/[^/]*appsync-realtime-api\./.test(context.url),
        0.99,
        'the host is an AppSync real-time endpoint',
      ),
      bySubprotocol(context, /^aws-appsync-event-ws$/),
    ),
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [appsync];
