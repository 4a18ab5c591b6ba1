import { textOf } from '../../bytes';
import { withCredentials } from '../../credentials';
import type { Correlation, Decoded, Decoder } from '../../decoder';
import { asObject, asString, parseObject, tryJson } from '../../json';
import { NotDecoded } from '../../limits';
import { fields, idOf, line } from '../../summary';

/** `data` is JSON within JSON, from the server always, from the client by its version. */
export function createDecoder(): Decoder {
  return {
    decode(frame): Decoded {
      const message = parseObject(textOf(frame));
      const event = asString(message.event);
      if (event === undefined) throw new NotDecoded('it has no event');
      const data = typeof message.data === 'string' ? (tryJson(message.data) ?? message.data) : message.data;
      const body = asObject(data);
      const channel = idOf(message.channel) ?? idOf(body?.channel);
      const auth = event === 'pusher:subscribe' ? asString(body?.auth) : undefined;
      const failed =
        /^pusher:(error|subscription_error|cache_miss)$/.test(event) && event !== 'pusher:cache_miss';
      return {
        kind: event,
        summary: line(
          channel === undefined ? event : `${event} on ${channel}`,
          body && event === 'pusher:subscribe' ? undefined : data,
        ),
        fields: [
          ...fields(['event', event], ['channel', channel], ['data', data], ['user_id', message.user_id]),
          ...(auth ? [{ name: 'auth', value: auth, secret: true as const }] : []),
        ],
        correlations: correlationsOf(event, channel, frame.sent),
        heartbeat: event === 'pusher:ping' || event === 'pusher:pong',
        ...withCredentials(auth ? [{ where: 'data.auth', value: auth }] : []),
        ...(failed
          ? { error: line(`error ${body?.code ?? body?.status ?? ''}`.trim(), body?.message ?? body?.error) }
          : {}),
      };
    },
  };
}

function correlationsOf(
  event: string,
  channel: string | undefined,
  sent: boolean,
): readonly Correlation[] | undefined {
  if (event === 'pusher:ping') return [{ id: 'ping', role: 'request' }];
  if (event === 'pusher:pong') return [{ id: 'ping', role: 'reply', ends: true }];
  if (channel === undefined) return undefined;
  const id = `channel ${channel}`;
  if (event === 'pusher:subscribe') return [{ id, role: 'request' }];
  if (event === 'pusher_internal:subscription_succeeded') return [{ id, role: 'reply' }];
  if (event === 'pusher:subscription_error') return [{ id, role: 'reply', ends: true }];
  if (event === 'pusher:unsubscribe') return [{ id, role: 'event', by: 'requester', ends: true }];
  return [{ id, role: 'event', ...(sent ? { by: 'requester' as const } : {}) }];
}
