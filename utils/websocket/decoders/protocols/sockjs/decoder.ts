import type { Decoded, Decoder, DecoderOptions } from '../../decoder';
import { parseJson, tryJson } from '../../json';
import { MAX_BATCH, NotDecoded } from '../../limits';
import { batchOf, fields, line } from '../../summary';

/** SockJS's framing; each message goes on to the decoder of what it carries. */
export function createDecoder({ inner }: DecoderOptions): Decoder {
  return {
    decode(frame): Decoded {
      const { payload, sent } = frame;
      if (typeof payload !== 'string') throw new NotDecoded('SockJS has no binary frames');
      if (!sent && payload === 'o') return { kind: 'open', summary: 'SockJS open', fields: [] };
      if (!sent && payload === 'h')
        return { kind: 'heartbeat', summary: 'SockJS heartbeat', fields: [], heartbeat: true };
      if (!sent && payload[0] === 'c') {
        const [code, reason] = parseJson(payload.slice(1)) as unknown[];
        return {
          kind: 'close',
          summary: line(`SockJS close ${code}`, reason),
          fields: fields(['code', code], ['reason', reason]),
        };
      }
      const value = parseJson(payload[0] === 'a' ? payload.slice(1) : payload);
      const messages = Array.isArray(value) ? value : [value];
      if (messages.length > MAX_BATCH) throw new NotDecoded(`it holds more than ${MAX_BATCH} messages`);
      return batchOf(messages.map((message) => describe(message)));

      function describe(message: unknown): Decoded {
        if (typeof message !== 'string') throw new NotDecoded('a SockJS message is not text');
        const decoded = inner?.decode({ ...frame, payload: message, binary: false, size: message.length });
        const nested = { name: 'message', payload: message, ...(decoded ? { decoded } : {}) };
        if (!decoded || decoded.error?.startsWith('not decoded')) {
          return {
            kind: 'message',
            summary: line('message', tryJson(message) ?? message),
            fields: fields(['message', message]),
            nested,
          };
        }
        // What it carries is what people look for; credentials are told once, by the inner message.
        const { credentials: _, nested: __, ...told } = decoded;
        return { ...told, nested };
      }
    },
  };
}
