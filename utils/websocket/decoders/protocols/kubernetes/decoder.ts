import { isPrintable, tryUtf8 } from '../../bytes';
import type { Decoded, Decoder, DecoderOptions } from '../../decoder';
import { asObject, asString, tryJson } from '../../json';
import { NotDecoded } from '../../limits';
import { pathOf } from '../../sight';
import { cut, fields, line } from '../../summary';
import { decodeBase64 } from '../formats/base64';

const STREAMS = ['stdin', 'stdout', 'stderr', 'error', 'resize'] as const;
const CLOSE = 255;

/** The channel in the first byte; in the base64 forms a digit, and base64 after it. */
function split(payload: string | Uint8Array): { channel: number; data: Uint8Array } {
  if (payload.length === 0) throw new NotDecoded('it has no channel');
  if (typeof payload !== 'string') return { channel: payload[0]!, data: payload.subarray(1) };
  if (!/^\d/.test(payload)) throw new NotDecoded('it does not begin with the digit of a channel');
  const data = decodeBase64(payload.slice(1));
  if (!data) throw new NotDecoded('it is not base64');
  return { channel: Number(payload[0]), data };
}

/** Escape sequences of a terminal are noise in a line. */
function readable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are driven by them
  return text.replace(/\u001b\[[\d;?]*[A-Za-z]/g, '').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}

/** The multiplexed streams of exec and attach, and the pairs of channels that each forwarded port has. */
export function createDecoder({ url }: DecoderOptions): Decoder {
  const forwards = pathOf(url).endsWith('/portforward');
  const ports = new Map<number, number>();

  function forwarded(channel: number, data: Uint8Array): Decoded {
    const name = channel % 2 === 0 ? 'data' : 'error';
    // The server's first message on each channel is its port, little-endian.
    if (!ports.has(channel) && data.length === 2) {
      const port = data[0]! | (data[1]! << 8);
      ports.set(channel, port);
      return {
        kind: 'port',
        summary: `channel ${channel} is the ${name} of port ${port}`,
        fields: fields(['channel', channel], ['port', port]),
      };
    }
    const text = tryUtf8(data);
    const failed = name === 'error' && text ? text : undefined;
    return {
      kind: name,
      summary: line(`${name} of port ${ports.get(channel) ?? '?'}`, text && isPrintable(text) ? text : data),
      fields: fields(['channel', channel], ['port', ports.get(channel)], ['data', text ?? data]),
      nested: { name: 'data', payload: text ?? data },
      ...(failed ? { error: cut(failed, 200) } : {}),
    };
  }

  return {
    decode({ payload = '' }): Decoded {
      const { channel, data } = split(payload);
      if (channel === CLOSE) {
        const stream = STREAMS[data[0] ?? -1] ?? String(data[0]);
        return {
          kind: 'close',
          summary: `close ${stream}`,
          fields: fields(['channel', channel], ['stream', stream]),
        };
      }
      if (forwards) return forwarded(channel, data);
      const kind = STREAMS[channel];
      if (!kind) throw new NotDecoded(`channel ${channel} is none of Kubernetes'`);
      const text = tryUtf8(data);
      const value = kind === 'error' || kind === 'resize' ? asObject(tryJson(text ?? '')) : undefined;
      const status = kind === 'error' ? asString(value?.status) : undefined;
      const failed = status === 'Failure' ? (asString(value?.message) ?? 'Failure') : undefined;
      return {
        kind,
        summary: line(
          status ? `exit: ${status}` : kind,
          failed ?? (status ? undefined : (value ?? (text === undefined ? data : readable(text)))),
        ),
        fields: fields(['channel', channel], ['data', value ?? text ?? data]),
        ...(value || data.length === 0 ? {} : { nested: { name: 'data', payload: text ?? data } }),
        ...(failed ? { error: cut(failed, 200) } : {}),
      };
    },
  };
}
