import type { DetectionContext, Protocol } from '../../decoder';
import { arrays, objects, pathOf, queryOf, surest, when } from '../../sight';

function speaksPhoenix(context: DetectionContext): boolean {
  return (
    arrays(context).some(
      (m) =>
        m.length === 5 &&
        typeof m[2] === 'string' &&
        typeof m[3] === 'string' &&
        (m[3].startsWith('phx_') || m[2] === 'phoenix'),
    ) ||
    objects(context).some(
      (m) => typeof m.topic === 'string' && typeof m.event === 'string' && 'payload' in m && 'ref' in m,
    )
  );
}

/** https://hexdocs.pm/phoenix/writing_a_channels_client.html */
const phoenix: Protocol = {
  id: 'phoenix',
  title: 'Phoenix channels',
  versions: 'serializer v1, v2, v2 binary; LiveView',
  detected: '`vsn=` in a URL that ends in `/websocket`, or messages of topic, event, payload, ref',
  shows: 'joins, pushes, replies, broadcasts by topic; binary pushes',
  stateful: true,
  detect: (context) =>
    surest(
      when(speaksPhoenix(context), 0.94, 'messages have a join ref, ref, topic, event and payload'),
      when(
        /\/websocket$/.test(pathOf(context.url)) && queryOf(context.url, 'vsn') !== null,
        0.9,
        'the URL ends in /websocket and has vsn=',
      ),
    ),
  load: () => import('./decoder'),
};

/** https://supabase.com/docs/guides/realtime/protocol */
const supabase: Protocol = {
  ...phoenix,
  id: 'supabase',
  title: 'Supabase Realtime',
  versions: 'protocol 1.0.0 and 2.0.0 (on Phoenix channels)',
  detected: 'URL path `/realtime/v1/websocket`',
  shows: 'as Phoenix; database changes by table, broadcasts, presence, access tokens',
  detect: (context) =>
    when(
      /\/realtime\/v1\/websocket$/.test(pathOf(context.url)),
      0.97,
      'the URL ends in /realtime/v1/websocket',
    ),
};

export const protocols: readonly Protocol[] = [supabase, phoenix];
