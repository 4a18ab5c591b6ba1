import { tryUtf8 } from '../../bytes';
import { withCredentials } from '../../credentials';
import type { Correlation, Decoded, Decoder, DecoderOptions } from '../../decoder';
import { asObject, asString, type JsonObject, parseObject } from '../../json';
import { NotDecoded } from '../../limits';
import { queryOf } from '../../sight';
import { fieldsOf, line } from '../../summary';
import { createInflate, inflateOne } from './inflate';

const NAMES = new Map<unknown, string>([
  [0, 'Dispatch'],
  [1, 'Heartbeat'],
  [2, 'Identify'],
  [3, 'Presence Update'],
  [4, 'Voice State Update'],
  [6, 'Resume'],
  [7, 'Reconnect'],
  [8, 'Request Guild Members'],
  [9, 'Invalid Session'],
  [10, 'Hello'],
  [11, 'Heartbeat ACK'],
  [31, 'Request Soundboard Sounds'],
]);

const SESSION: Correlation = { id: 'session', role: 'request' };
const CORRELATIONS = new Map<unknown, readonly Correlation[]>([
  [1, [{ id: 'heartbeat', role: 'request' }]],
  [11, [{ id: 'heartbeat', role: 'reply', ends: true }]],
  [2, [SESSION]],
  [6, [SESSION]],
  [9, [{ id: 'session', role: 'reply', ends: true }]],
]);

function describe(message: JsonObject, sent: boolean): Decoded {
  const { op } = message;
  if (typeof op !== 'number') throw new NotDecoded('it has no opcode');
  const event = asString(message.t);
  const kind = NAMES.get(op) ?? `op ${op}`;
  const body = asObject(message.d);
  const token = sent && (op === 2 || op === 6) ? asString(body?.token) : undefined;
  const { token: _, ...shown } = body ?? {};
  const established = event === 'READY' || event === 'RESUMED';
  return {
    kind: event ?? kind,
    summary: event ? line(`event ${event}`, message.d) : line(kind, body ? shown : message.d),
    fields: fieldsOf(message, token ? ['d'] : []),
    correlations: established ? [{ id: 'session', role: 'reply', ends: true }] : CORRELATIONS.get(op),
    heartbeat: op === 1 || op === 11,
    ...withCredentials(token ? [{ where: 'd.token', value: token.replace(/^Bot /, '') }] : []),
    ...(op === 9 ? { error: 'the session is not valid' } : {}),
  };
}

/** JSON; with zlib-stream, all frames received are one compressed stream, else a binary frame is one by itself. */
export function createDecoder({ url }: DecoderOptions): Decoder {
  const inflate = createInflate();
  const encoding = queryOf(url, 'encoding');
  const compress = queryOf(url, 'compress');
  return {
    decode({ payload = '', sent }) {
      if (typeof payload === 'string') return describe(parseObject(payload), sent);
      if (encoding === 'etf') throw new NotDecoded('it is Erlang’s external term format (encoding=etf)');
      if (compress === 'zstd-stream')
        throw new NotDecoded('it is compressed with zstd (compress=zstd-stream)');
      const bytes = compress === null ? inflateOne(payload) : inflate(payload);
      if (!bytes) return { kind: 'part', summary: `part of a message (${payload.length} bytes)`, fields: [] };
      const text = tryUtf8(bytes);
      if (text === undefined) throw new NotDecoded('what it unpacks to is not text');
      return describe(parseObject(text), sent);
    },
  };
}
