import { decodePacket } from 'engine.io-parser';
import { toBytes } from '../../bytes';
import type { Decoded, Decoder, DecoderOptions } from '../../decoder';
import { parseObject, tryJson } from '../../json';
import { NotDecoded } from '../../limits';
import { pathOf, queryOf } from '../../sight';
import { fields, fieldsOf, line } from '../../summary';
import { createPackets } from './packets';

const MESSAGE = 4;

/** Engine.IO 3 puts the packet type before the bytes and, as a digit, before their base64; 4 has neither. */
function attachment(payload: string | Uint8Array, version: string): Uint8Array {
  const typed = version === '3';
  if (typeof payload !== 'string') {
    if (typed && payload[0] !== MESSAGE)
      throw new NotDecoded(`its Engine.IO type is ${payload[0]}, not a message`);
    return typed ? payload.subarray(1) : payload;
  }
  const text = typed ? `b${payload.slice(2)}` : payload;
  const { data } = decodePacket(text, 'arraybuffer');
  return data instanceof ArrayBuffer ? new Uint8Array(data) : toBytes(data as Uint8Array);
}

/** Engine.IO, https://socket.io/docs/v4/engine-io-protocol/ */
export function createDecoder(options: DecoderOptions): Decoder {
  const version = queryOf(options.url, 'EIO') ?? '4';
  const bare = /\/engine\.io\//.test(pathOf(options.url));
  const packets = { sent: createPackets(true), received: createPackets(false) };

  function message(data: string, sent: boolean): Decoded {
    if (bare) {
      const value = tryJson(data);
      return {
        kind: 'message',
        summary: line('message', value ?? data),
        fields: fields(['data', value ?? data]),
      };
    }
    return packets[sent ? 'sent' : 'received'].text(data);
  }

  return {
    decode({ payload = '', sent }) {
      if (typeof payload !== 'string' || payload[0] === 'b') {
        const bytes = attachment(payload, version);
        if (bare) {
          return {
            kind: 'message',
            summary: line('message', bytes),
            fields: [],
            nested: { name: 'data', payload: bytes },
          };
        }
        return packets[sent ? 'sent' : 'received'].binary(bytes);
      }
      const { type, data } = decodePacket(payload, 'arraybuffer') as { type: string; data?: string };
      if (type === 'error') throw new NotDecoded('it does not begin with an Engine.IO packet type');
      if (type === 'message') return message(data ?? '', sent);
      if (type === 'open') {
        const handshake = parseObject(data ?? '');
        return { kind: 'open', summary: line('Engine.IO open', handshake), fields: fieldsOf(handshake) };
      }
      const probe = data === 'probe';
      return {
        kind: type,
        summary: line(`Engine.IO ${type}`, data),
        fields: fields(['data', data]),
        heartbeat: (type === 'ping' || type === 'pong') && !probe,
        ...(type === 'ping' ? { correlations: [{ id: 'ping', role: 'request' as const }] } : {}),
        ...(type === 'pong' ? { correlations: [{ id: 'ping', role: 'reply' as const, ends: true }] } : {}),
      };
    },
  };
}
