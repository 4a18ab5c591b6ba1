import type { Protocol } from '../../decoder';
import { asString } from '../../json';
import { objects, pathOf, queryOf, surest, when } from '../../sight';

/** https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol/ */
const pusher: Protocol = {
  id: 'pusher',
  textOnly: true,
  title: 'Pusher Channels',
  versions: 'protocol 5 to 7; also Soketi, Laravel Reverb',
  detected: '`/app/<key>?protocol=` in the URL, or events named `pusher:…`',
  shows: 'events by channel with their inner data, subscriptions, errors with their code, pings',
  stateful: true,
  detect: (context) =>
    surest(
      when(
        /\/app\/[\w-]+$/.test(pathOf(context.url)) && queryOf(context.url, 'protocol') !== null,
        0.95,
        'the URL path is /app/<key>, with protocol=',
      ),
      when(
        objects(context).some(({ event }) => /^pusher(_internal)?:/.test(asString(event) ?? '')),
        0.93,
        'an event is named pusher:…',
      ),
    ),
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [pusher];
