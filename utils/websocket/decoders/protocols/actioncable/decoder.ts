import { textOf } from '../../bytes';
import { credentialsIn, withCredentials } from '../../credentials';
import type { Correlation, Decoded, Decoder } from '../../decoder';
import { asObject, asString, type JsonObject, parseObject, tryJson } from '../../json';
import { NotDecoded } from '../../limits';
import { cut, fields, fieldsOf, line } from '../../summary';

function correlationsOf(kind: string, identifier: string | undefined): readonly Correlation[] | undefined {
  if (identifier === undefined) return undefined;
  const id = cut(identifier, 200);
  switch (kind) {
    case 'subscribe':
      return [{ id, role: 'request' }];
    case 'confirm_subscription':
      return [{ id, role: 'reply' }];
    case 'reject_subscription':
      return [{ id, role: 'reply', ends: true }];
    case 'unsubscribe':
      return [{ id, role: 'event', by: 'requester', ends: true }];
    default:
      return [{ id, role: 'event', ...(kind === 'message' && { by: 'requester' as const }) }];
  }
}

function channelOf(identifier: string | undefined): string {
  const inner = identifier === undefined ? undefined : asObject(tryJson(identifier));
  if (!inner) return identifier ?? '';
  const { channel, ...parameters } = inner;
  return line(String(channel), parameters);
}

function failureOf(kind: string, message: JsonObject): string | undefined {
  if (kind === 'reject_subscription') return 'the server rejected the subscription';
  return kind === 'disconnect' ? `disconnected: ${asString(message.reason) ?? 'no reason given'}` : undefined;
}

/** A command from the client, a type from the server, or neither: a broadcast of its channel. */
export function createDecoder(): Decoder {
  return {
    decode(frame): Decoded {
      const message = parseObject(textOf(frame));
      const identifier = asString(message.identifier);
      const command = asString(message.command);
      const kind = command ?? asString(message.type) ?? (identifier === undefined ? undefined : 'broadcast');
      if (kind === undefined) throw new NotDecoded('it has no command, type or identifier');
      const data =
        typeof message.data === 'string' ? (tryJson(message.data) ?? message.data) : message.message;
      const channel = channelOf(identifier);
      const failed = failureOf(kind, message);
      return {
        kind,
        summary:
          kind === 'broadcast'
            ? line(channel, data)
            : line(`${kind} ${channel}`.trim(), kind === 'ping' ? undefined : data),
        fields: [...fieldsOf(message), ...fields(['channel', identifier && tryJson(identifier)])],
        // A broadcast comes from the server; a `message` command from whoever subscribed.
        correlations: correlationsOf(
          command === undefined && kind === 'message' ? 'broadcast' : kind,
          identifier,
        ),
        heartbeat: kind === 'ping' || kind === 'pong',
        ...withCredentials(
          kind === 'subscribe' ? credentialsIn(identifier && tryJson(identifier), 'identifier') : [],
        ),
        ...(failed ? { error: failed } : {}),
      };
    },
  };
}
