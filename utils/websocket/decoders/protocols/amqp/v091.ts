import { ByteReader, tryUtf8, utf8 } from '../../bytes';
import type { Correlation, Decoded } from '../../decoder';
import { tryJson } from '../../json';
import { NotDecoded } from '../../limits';
import { fields, line } from '../../summary';
import { readProperties, readTable } from './tables';

/** Arguments: o octet, s short, l long, L longlong, S short string, B long string, T table, b bits. */
type Method = readonly [name: string, args: string];

/** Methods by class and number, AMQP 0-9-1 §1. A name ends in -ok where it answers. */
const METHODS = new Map<number, Method>(
  (
    [
      [
        10,
        10,
        'connection.start',
        'o:version-major o:version-minor T:server-properties B:mechanisms B:locales',
      ],
      [10, 11, 'connection.start-ok', 'T:client-properties S:mechanism B:response S:locale'],
      [10, 20, 'connection.secure', 'B:challenge'],
      [10, 21, 'connection.secure-ok', 'B:response'],
      [10, 30, 'connection.tune', 's:channel-max l:frame-max s:heartbeat'],
      [10, 31, 'connection.tune-ok', 's:channel-max l:frame-max s:heartbeat'],
      [10, 40, 'connection.open', 'S:virtual-host'],
      [10, 41, 'connection.open-ok', ''],
      [10, 50, 'connection.close', 's:reply-code S:reply-text s:class-id s:method-id'],
      [10, 51, 'connection.close-ok', ''],
      [10, 60, 'connection.blocked', 'S:reason'],
      [10, 61, 'connection.unblocked', ''],
      [20, 10, 'channel.open', ''],
      [20, 11, 'channel.open-ok', ''],
      [20, 20, 'channel.flow', 'b:active'],
      [20, 21, 'channel.flow-ok', 'b:active'],
      [20, 40, 'channel.close', 's:reply-code S:reply-text s:class-id s:method-id'],
      [20, 41, 'channel.close-ok', ''],
      [40, 10, 'exchange.declare', 's:reserved S:exchange S:type b:flags T:arguments'],
      [40, 11, 'exchange.declare-ok', ''],
      [40, 20, 'exchange.delete', 's:reserved S:exchange b:flags'],
      [40, 21, 'exchange.delete-ok', ''],
      [50, 10, 'queue.declare', 's:reserved S:queue b:flags T:arguments'],
      [50, 11, 'queue.declare-ok', 'S:queue l:message-count l:consumer-count'],
      [50, 20, 'queue.bind', 's:reserved S:queue S:exchange S:routing-key b:flags T:arguments'],
      [50, 21, 'queue.bind-ok', ''],
      [50, 30, 'queue.purge', 's:reserved S:queue b:flags'],
      [50, 31, 'queue.purge-ok', 'l:message-count'],
      [50, 40, 'queue.delete', 's:reserved S:queue b:flags'],
      [50, 41, 'queue.delete-ok', 'l:message-count'],
      [50, 50, 'queue.unbind', 's:reserved S:queue S:exchange S:routing-key T:arguments'],
      [50, 51, 'queue.unbind-ok', ''],
      [60, 10, 'basic.qos', 'l:prefetch-size s:prefetch-count b:flags'],
      [60, 11, 'basic.qos-ok', ''],
      [60, 20, 'basic.consume', 's:reserved S:queue S:consumer-tag b:flags T:arguments'],
      [60, 21, 'basic.consume-ok', 'S:consumer-tag'],
      [60, 30, 'basic.cancel', 'S:consumer-tag b:flags'],
      [60, 31, 'basic.cancel-ok', 'S:consumer-tag'],
      [60, 40, 'basic.publish', 's:reserved S:exchange S:routing-key b:flags'],
      [60, 50, 'basic.return', 's:reply-code S:reply-text S:exchange S:routing-key'],
      [60, 60, 'basic.deliver', 'S:consumer-tag L:delivery-tag b:redelivered S:exchange S:routing-key'],
      [60, 70, 'basic.get', 's:reserved S:queue b:flags'],
      [60, 71, 'basic.get-ok', 'L:delivery-tag b:redelivered S:exchange S:routing-key l:message-count'],
      [60, 72, 'basic.get-empty', ''],
      [60, 80, 'basic.ack', 'L:delivery-tag b:multiple'],
      [60, 90, 'basic.reject', 'L:delivery-tag b:requeue'],
      [60, 120, 'basic.nack', 'L:delivery-tag b:flags'],
      [85, 10, 'confirm.select', 'b:nowait'],
      [85, 11, 'confirm.select-ok', ''],
      [90, 10, 'tx.select', ''],
      [90, 11, 'tx.select-ok', ''],
    ] as const
  ).map(([group, method, name, args]) => [group * 1000 + method, [name, args]]),
);

function argument(reader: ByteReader, type: string): unknown {
  switch (type) {
    case 'o':
    case 'b':
      return reader.u8();
    case 's':
      return reader.u16();
    case 'l':
      return reader.u32();
    case 'L':
      return Number(reader.u64());
    case 'S':
      return utf8(reader.take(reader.u8()));
    case 'T':
      return readTable(reader);
    default:
      return utf8(reader.take(reader.u32()));
  }
}

function describeMethod(reader: ByteReader, channel: number): Decoded {
  const method = METHODS.get(reader.u16() * 1000 + reader.u16());
  if (!method) throw new NotDecoded('its method is none of AMQP 0-9-1’s');
  const [name, spec] = method;
  const args =
    spec === '' ? [] : spec.split(' ').map((part) => [part.slice(2), argument(reader, part[0]!)] as const);
  const get = (key: string) => args.find(([known]) => known === key)?.[1];
  const code = get('reply-code');
  const failed = typeof code === 'number' && code >= 300 ? `${code} ${get('reply-text')}` : undefined;
  const where = [get('exchange'), get('routing-key') ?? get('queue')]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  const response = name === 'connection.start-ok' ? String(get('response')) : undefined;
  const base = name.replace(/-ok$|-empty$/, '');
  const id = `channel ${channel} ${base}`;
  const pairs = [...METHODS.values()].some(([other]) => other === `${base}-ok`);
  const role: Correlation | undefined = pairs
    ? base === name
      ? { id, role: 'request' }
      : { id, role: 'reply', ends: true }
    : undefined;
  return {
    kind: name,
    summary: failed ? `${name}: ${failed}` : where ? `${name} ${where}` : name,
    fields: [
      ...fields(['channel', channel], ...args.filter(([key]) => key !== 'reserved' && key !== 'response')),
      ...(response === undefined ? [] : [{ name: 'response', value: response, secret: true as const }]),
    ],
    ...(role ? { correlations: [role] } : {}),
    ...(response?.includes('\0')
      ? { credentials: [{ where: 'connection.start-ok.response', value: response.split('\0').at(-1)! }] }
      : {}),
    ...(failed ? { error: failed } : {}),
  };
}

/** One frame of AMQP 0-9-1, §4.2.3: method, content header, content body or heartbeat. */
export function describeV091(type: number, channel: number, body: Uint8Array): Decoded {
  const reader = new ByteReader(body);
  if (type === 1) return describeMethod(reader, channel);
  if (type === 2) {
    reader.take(4);
    const size = Number(reader.u64());
    const properties = readProperties(reader);
    return {
      kind: 'content header',
      summary: line(`content header, ${size} bytes`, Object.fromEntries(properties)),
      fields: fields(['channel', channel], ['body size', size], ...properties),
    };
  }
  if (type === 3) {
    const text = tryUtf8(body);
    const value = text === undefined ? body : (tryJson(text) ?? text);
    return {
      kind: 'content body',
      summary: line('content', value),
      fields: fields(['channel', channel], ['body', value]),
      nested: { name: 'body', payload: text ?? body },
    };
  }
  if (type === 8) return { kind: 'heartbeat', summary: 'heartbeat', fields: [], heartbeat: true };
  throw new NotDecoded(`frame type ${type} is none of AMQP 0-9-1's`);
}
