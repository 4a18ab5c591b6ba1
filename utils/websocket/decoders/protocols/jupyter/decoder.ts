import type { Correlation, Decoded, Decoder, DecoderOptions } from '../../decoder';
import { asObject, asString } from '../../json';
import { fields, idOf, line } from '../../summary';
import { type Message, parseMessage } from './framing';

function correlationsOf(
  { header, parent, content }: Message,
  type: string,
): readonly Correlation[] | undefined {
  const own = idOf(header.msg_id);
  const above = idOf(parent.msg_id);
  if (type.endsWith('_request')) return own === undefined ? undefined : [{ id: own, role: 'request' }];
  if (above === undefined) return undefined;
  if (type.endsWith('_reply')) return [{ id: above, role: 'reply' }];
  // Output may follow the reply on another channel; the kernel's "idle" ends it.
  const idle = type === 'status' && asObject(content)?.execution_state === 'idle';
  return [{ id: above, role: 'event', ...(idle ? { ends: true } : {}) }];
}

function gistOf(type: string, content: unknown): unknown {
  const body = asObject(content);
  if (!body) return content;
  switch (type) {
    case 'execute_request':
    case 'execute_input':
      return body.code;
    case 'stream':
      return body.text;
    case 'status':
      return body.execution_state;
    case 'error':
      return `${body.ename}: ${body.evalue}`;
    case 'execute_result':
    case 'display_data':
      return asObject(body.data)?.['text/plain'] ?? Object.keys(asObject(body.data) ?? {});
    default:
      return body.status ?? body;
  }
}

/** Jupyter's messages, whichever way they are framed. */
export function createDecoder({ subprotocol }: DecoderOptions): Decoder {
  return {
    decode({ payload = '' }): Decoded {
      const message = parseMessage(payload, subprotocol);
      const type = asString(message.header.msg_type) ?? 'message';
      const body = asObject(message.content);
      const failed =
        type === 'error' || body?.status === 'error' ? `${body?.ename}: ${body?.evalue}` : undefined;
      return {
        kind: type,
        summary: line(type, gistOf(type, message.content)),
        fields: fields(
          ['channel', message.channel],
          ['content', message.content],
          ['header', message.header],
          ['parent header', message.parent],
          ['metadata', message.metadata],
          ['buffers', message.buffers.length > 0 ? message.buffers : undefined],
        ),
        correlations: correlationsOf(message, type),
        ...(failed ? { error: failed } : {}),
      };
    },
  };
}
