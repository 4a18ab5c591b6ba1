import { credentialsIn, withCredentials } from '../../credentials';
import type { Correlation, Decoded, Decoder } from '../../decoder';
import { asObject, asString, parseJson } from '../../json';
import { NotDecoded } from '../../limits';
import { fields, idOf, line } from '../../summary';
import { type Message, parseBinary } from './binary';

/** Serializer v2 writes an array, v1 an object. */
function parseText(text: string): Message {
  const value = parseJson(text);
  const object = asObject(value);
  const [joinRef, ref, topic, event, payload] = Array.isArray(value)
    ? value
    : [object?.join_ref, object?.ref, object?.topic, object?.event, object?.payload];
  if (typeof topic !== 'string' || typeof event !== 'string')
    throw new NotDecoded('it has no topic and event');
  return { joinRef, ref, topic, event, payload };
}

function correlationsOf({ ref, topic, event }: Message, sent: boolean): readonly Correlation[] | undefined {
  const id = idOf(ref);
  const found: Correlation[] = [];
  if (id !== undefined)
    found.push(event === 'phx_reply' ? { id, role: 'reply', ends: true } : { id, role: 'request' });
  // The channel is an operation too: from its join to its close. A heartbeat's topic is no channel.
  if (topic !== 'phoenix') {
    const channel = `topic ${topic}`;
    if (event === 'phx_join') found.push({ id: channel, role: 'request', silent: true });
    else if (event === 'phx_close' || event === 'phx_error')
      found.push({ id: channel, role: 'event', ends: true });
    else found.push({ id: channel, role: 'event', ...(sent ? { by: 'requester' as const } : {}) });
  }
  return found.length > 0 ? found : undefined;
}

function summarise({ topic, event, payload }: Message): string {
  const body = asObject(payload);
  if (event === 'phx_reply') return line(`reply ${asString(body?.status) ?? ''} ${topic}`, body?.response);
  if (event === 'phx_join') return `join ${topic}`;
  if (event === 'phx_leave') return `leave ${topic}`;
  if (event === 'postgres_changes') {
    const data = asObject(body?.data) ?? {};
    return line(
      `${data.type ?? 'change'} ${data.schema ?? '?'}.${data.table ?? '?'}`,
      data.record ?? data.old_record,
    );
  }
  if (event === 'broadcast' && body)
    return line(`broadcast ${asString(body.event) ?? ''} on ${topic}`, body.payload);
  return topic === 'phoenix'
    ? `${event}`
    : line(`${event} on ${topic}`, event === 'access_token' ? undefined : payload);
}

/** Phoenix channels, and Supabase Realtime on top of them. */
export function createDecoder(): Decoder {
  return {
    decode({ payload = '', sent }): Decoded {
      const message = typeof payload === 'string' ? parseText(payload) : parseBinary(payload, sent);
      const { joinRef, ref, topic, event, payload: body } = message;
      const status = event === 'phx_reply' ? asObject(body)?.status : undefined;
      const carries = event === 'phx_join' || event === 'access_token';
      return {
        kind: event,
        summary: summarise(message),
        fields: fields(
          ['topic', topic],
          ['event', event],
          ['payload', body],
          ['ref', ref ?? undefined],
          ['join ref', joinRef ?? undefined],
        ),
        correlations: correlationsOf(message, sent),
        heartbeat: topic === 'phoenix',
        ...(body instanceof Uint8Array ? { nested: { name: 'payload', payload: body } } : {}),
        ...withCredentials(carries ? credentialsIn(body, 'payload') : []),
        ...(status === 'error' ? { error: 'the server replied with an error' } : {}),
      };
    },
  };
}
