import { textOf } from '../../bytes';
import { credentialsIn, withCredentials } from '../../credentials';
import type { Correlation, Decoded, Decoder } from '../../decoder';
import { asObject, asString, parseObject, tryJson } from '../../json';
import { fieldsOf, gist, idOf, line } from '../../summary';
import { createDecoder as createGraphql } from '../graphql/decoder';

const ROLES = new Map<string, Omit<Correlation, 'id'>>([
  ['subscribe', { role: 'request' }],
  ['subscribe_success', { role: 'reply' }],
  ['subscribe_error', { role: 'reply', ends: true }],
  ['publish', { role: 'request' }],
  ['publish_success', { role: 'reply', ends: true }],
  ['publish_error', { role: 'reply', ends: true }],
  ['unsubscribe', { role: 'event', by: 'requester' }],
  ['unsubscribe_success', { role: 'event', ends: true }],
  ['broadcast_error', { role: 'event' }],
]);

const STOP = { role: 'event', by: 'requester' } as const;

/** The Events API has messages of its own; everything else is the older graphql-ws. */
export function createDecoder(): Decoder {
  const graphql = createGraphql();
  const channels = new Map<string, string>();
  return {
    decode(frame): Decoded {
      const message = parseObject(textOf(frame));
      const type = asString(message.type) ?? '';
      const id = idOf(message.id);
      const role =
        ROLES.get(type) ?? (type === 'data' && 'event' in message ? { role: 'event' as const } : undefined);
      const credentials = withCredentials([
        ...credentialsIn(message.authorization, 'authorization'),
        ...credentialsIn(
          asObject(asObject(message.payload)?.extensions)?.authorization,
          'payload.extensions.authorization',
        ),
      ]);
      if (!role) {
        // AppSync says `complete` after a `stop`.
        const correlations = type === 'stop' && id !== undefined ? [{ id, ...STOP }] : undefined;
        return { ...graphql.decode(frame), ...credentials, ...(correlations && { correlations }) };
      }
      const channel = asString(message.channel) ?? (id === undefined ? undefined : channels.get(id));
      if (id !== undefined && channel !== undefined && channels.size < 10_000) channels.set(id, channel);
      const event =
        typeof message.event === 'string' ? (tryJson(message.event) ?? message.event) : message.events;
      const failed = type.endsWith('_error') ? gist(message.errors) || type : undefined;
      return {
        kind: type,
        summary: line(channel ? `${type} ${channel}` : type, event ?? message.errors),
        fields: fieldsOf(message, ['authorization']),
        ...(id === undefined ? {} : { correlations: [{ id, ...role }] }),
        ...credentials,
        ...(failed ? { error: failed } : {}),
      };
    },
  };
}
