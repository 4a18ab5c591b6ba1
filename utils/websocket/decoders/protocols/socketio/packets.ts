import { PacketType, Decoder as Parser } from 'socket.io-parser';
import { credentialsIn, withCredentials } from '../../credentials';
import type { Correlation, Decoded } from '../../decoder';
import { asObject, asString, parseJson } from '../../json';
import { NotDecoded } from '../../limits';
import { count, fields, line } from '../../summary';

interface Packet {
  type: PacketType;
  nsp: string;
  id?: number;
  data?: unknown;
}

/** `5` or `6`, the number of attachments, the namespace, the ack id, and the arguments with placeholders. */
const BINARY = /^([56])(\d{1,4})-(?:(\/[^,]*),)?(\d{0,15})(\[.*)$/s;

const NAMES = new Map<number, string>([
  [PacketType.CONNECT, 'CONNECT'],
  [PacketType.DISCONNECT, 'DISCONNECT'],
  [PacketType.EVENT, 'EVENT'],
  [PacketType.ACK, 'ACK'],
  [PacketType.CONNECT_ERROR, 'CONNECT_ERROR'],
]);

function correlation({ type, nsp, id }: Packet, sent: boolean): readonly Correlation[] | undefined {
  const ack = `${nsp}#${id}`;
  if (type === PacketType.EVENT && id !== undefined) return [{ id: ack, role: 'request' }];
  if (type === PacketType.ACK) return [{ id: ack, role: 'reply', ends: true }];
  const connect = `connect ${nsp}`;
  if (type === PacketType.CONNECT_ERROR) return [{ id: connect, role: 'reply', ends: true }];
  if (type !== PacketType.CONNECT) return undefined;
  return [sent ? { id: connect, role: 'request' } : { id: connect, role: 'reply', ends: true }];
}

function describe(packet: Packet, sent: boolean): Decoded {
  const { type, nsp, id, data } = packet;
  const kind = NAMES.get(type) ?? String(type);
  const where = nsp === '/' ? '' : ` in ${nsp}`;
  const list = Array.isArray(data) ? data : [];
  const event = type === PacketType.EVENT ? String(list[0]) : undefined;
  const args = event === undefined ? list : list.slice(1);
  const head =
    event !== undefined
      ? `event ${event}`
      : type === PacketType.ACK
        ? `ack ${id}`
        : kind.toLowerCase().replace('_', ' ');
  return {
    kind,
    summary: line(`${head}${where}`, event === undefined && type !== PacketType.ACK ? data : args),
    fields: fields(
      ['namespace', nsp],
      ['event', event],
      [
        type === PacketType.EVENT || type === PacketType.ACK ? 'arguments' : 'data',
        Array.isArray(data) ? args : data,
      ],
      ['ack id', id],
    ),
    correlations: correlation(packet, sent),
    ...withCredentials(type === PacketType.CONNECT && sent ? credentialsIn(data, 'auth') : []),
    ...(type === PacketType.CONNECT_ERROR
      ? {
          error: `connection refused: ${asString(data) ?? asString(asObject(data)?.message) ?? 'no reason given'}`,
        }
      : {}),
  };
}

/** In a line, an attachment that is to come is no object of its own. */
const awaited = (value: unknown): unknown => (asObject(value)?._placeholder === true ? '…' : value);

/**
 * Socket.IO packets of one direction, https://socket.io/docs/v4/socket-io-protocol/ A packet with attachments
 * is told at its header, and again, whole, at its last attachment.
 */
export function createPackets(sent: boolean) {
  let parser = new Parser();
  let whole: Packet | undefined;
  let expected = 0;
  let came = 0;

  function feed(part: string | Uint8Array): Packet | undefined {
    whole = undefined;
    try {
      parser.add(part);
    } catch (error) {
      reset();
      throw new NotDecoded(error instanceof Error ? error.message : 'it is not a Socket.IO packet');
    }
    return whole;
  }

  function reset(): void {
    expected = 0;
    came = 0;
    parser.off();
    parser = new Parser();
    parser.on('decoded', (packet: Packet) => {
      whole = packet;
    });
  }
  reset();

  return {
    text(text: string): Decoded {
      const header = BINARY.exec(text);
      // A text packet where an attachment was due: the rest was lost, and the parser would refuse all that follows.
      if (expected > 0) reset();
      // The parser would build any depth.
      const at = text.search(/[[{]/);
      if (at >= 0) parseJson(text.slice(at));
      const packet = feed(text);
      if (packet) return describe(packet, sent);
      if (!header) throw new NotDecoded('its attachments are not stated');
      expected = Number(header[2]);
      const half: Packet = {
        type: header[1] === '5' ? PacketType.EVENT : PacketType.ACK,
        nsp: header[3] ?? '/',
        data: parseJson(header[5]!),
        ...(header[4] ? { id: Number(header[4]) } : {}),
      };
      const told = describe(half, sent);
      const data = Array.isArray(half.data) ? half.data.map(awaited) : half.data;
      const { summary } = describe({ ...half, data }, sent);
      return {
        ...told,
        kind: `BINARY_${told.kind}`,
        summary: `${summary}, ${count(expected, 'attachment')} to come`,
      };
    },

    binary(bytes: Uint8Array): Decoded {
      if (expected === 0) throw new NotDecoded('no packet announced this attachment');
      came++;
      const of = `attachment ${came} of ${expected}`;
      const packet = feed(bytes);
      if (!packet)
        return {
          kind: 'attachment',
          summary: `${of} (${bytes.length} bytes)`,
          fields: [],
          nested: { name: 'attachment', payload: bytes },
        };
      expected = 0;
      came = 0;
      const told = describe(packet, sent);
      const [opened] = told.correlations ?? [];
      return {
        ...told,
        summary: `${of}: ${told.summary}`,
        correlations: opened && [
          {
            id: opened.id,
            role: 'event',
            ...(opened.role === 'request' ? { by: 'requester' as const } : {}),
          },
        ],
        nested: { name: 'attachment', payload: bytes },
      };
    },
  };
}
