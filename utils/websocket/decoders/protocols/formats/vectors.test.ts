import { Binary, Decimal128, Long, ObjectId, serialize, Timestamp } from 'bson';
import { expect, test } from 'vitest';
import { frame } from '@/tests/unit/decoders/samples';
import { openDecoder } from '@/utils/websocket/decoders';

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

async function read(id: string, payload: string | Uint8Array) {
  const given = frame(payload);
  const context = { url: '', subprotocol: '', offered: [], frames: [given] };
  const { kind, summary, fields, batch } = (await openDecoder(context, { force: id })).decode(given);
  return {
    kind,
    summary,
    value:
      fields.length === 1 && fields[0]!.name === 'value'
        ? fields[0]!.value
        : Object.fromEntries(fields.map((one) => [one.name, one.value])),
    batch,
  };
}

// RFC 8949, appendix A.
test.each([
  ['17', 'number', 23],
  ['1bffffffffffffffff', 'bigint', 18446744073709551615n],
  ['c249010000000000000000', 'bigint', 18446744073709551616n],
  ['c349010000000000000000', 'bigint', -18446744073709551617n],
  ['f93c00', 'number', 1],
  ['fb3ff199999999999a', 'number', 1.1],
  ['f97c00', 'number', Infinity],
  ['f6', 'null', null],
  ['f0', 'object', { simple: 16 }],
  ['c074323031332d30332d32315432303a30343a30305a', 'string', '2013-03-21T20:04:00Z'],
  ['c11a514b67b0', 'date', new Date(1363896240_000)],
  ['d74401020304', 'object', { tag: 23, value: Uint8Array.of(1, 2, 3, 4) }],
  [
    'd82076687474703a2f2f7777772e6578616d706c652e636f6d',
    'object',
    { tag: 32, value: 'http://www.example.com' },
  ],
  ['5f42010243030405ff', 'bytes', Uint8Array.of(1, 2, 3, 4, 5)],
  ['7f657374726561646d696e67ff', 'string', 'streaming'],
  ['9f018202039f0405ffff', 'array', [1, [2, 3], [4, 5]]],
  ['a201020304', 'object', { 1: 2, 3: 4 }],
  ['bf61610161629f0203ffff', 'object', { a: 1, b: [2, 3] }],
])('CBOR %s', async (bytes, kind, value) => {
  expect(await read('cbor', hex(bytes))).toMatchObject({ kind, value });
});

// https://github.com/msgpack/msgpack/blob/master/spec.md
test.each([
  ['82a7636f6d70616374c3a6736368656d6100', 'object', { compact: true, schema: 0 }],
  ['cfffffffffffffffff', 'bigint', 18446744073709551615n],
  ['d6ff5f5e1000', 'date', new Date(1600000000_000)],
  ['d4052a', 'object', { type: 5, data: Uint8Array.of(42) }],
  ['c403010203', 'bytes', Uint8Array.of(1, 2, 3)],
  ['93c0c2c3', 'array', [null, false, true]],
])('MessagePack %s', async (bytes, kind, value) => {
  expect(await read('msgpack', hex(bytes))).toMatchObject({ kind, value });
});

test('BSON: every type of its own reads as MongoDB’s extended JSON names it', async () => {
  const document = serialize({
    _id: new ObjectId('507f1f77bcf86cd799439011'),
    at: new Date(0),
    big: Long.fromString('9007199254740993'),
    price: Decimal128.fromString('1.10'),
    data: new Binary(Uint8Array.of(1, 2)),
    pattern: /a/i,
    stamp: new Timestamp({ t: 1, i: 2 }),
  });
  const { summary, value } = await read('bson', document);
  expect(value).toMatchObject({
    _id: { $oid: '507f1f77bcf86cd799439011' },
    at: new Date(0),
    big: 9007199254740993n,
    price: { $numberDecimal: '1.10' },
    pattern: { $regularExpression: { pattern: 'a', options: 'i' } },
    stamp: { $timestamp: { t: 1, i: 2 } },
  });
  expect((value as { data: Uint8Array }).data).toHaveLength(2);
  expect(summary).toBe(
    '_id: 507f1f77bcf86cd799439011, at: 1970-01-01T00:00:00.000Z, big: 9007199254740993, price: 1.10, …',
  );
});

test('values one after the other, and lines of JSON, are messages of one frame', async () => {
  const summaries = async (id: string, payload: string | Uint8Array) =>
    (await read(id, payload)).batch?.map(({ summary }) => summary);
  expect(await summaries('cbor', hex('a1616101a1616202'))).toEqual(['a: 1', 'b: 2']);
  expect(await summaries('msgpack', hex('81a1610181a16202'))).toEqual(['a: 1', 'b: 2']);
  expect(await summaries('ndjson', '{"a":1}\n\n[2,3]\r\n')).toEqual(['a: 1', '2, 3']);
});

// RFC 4648 §4 and §5, padded and not.
test.each(['eyJ0ZXh0IjoiaGkifQ==', 'eyJ0ZXh0IjoiaGkifQ', ' eyJ0ZXh0IjoiaGkifQ== '])(
  'base64 “%s”',
  async (text) => {
    expect(await read('base64', text)).toMatchObject({ summary: 'base64 (text: hi)' });
  },
);

test('base64url is base64 too', async () => {
  expect((await read('base64', '-_-_')).value).toEqual({ content: Uint8Array.of(251, 255, 191) });
});

test('bytes of no known format are told by the first of them', async () => {
  expect((await read('raw', hex('01ff'))).summary).toBe('01 ff');
  expect((await read('raw', new Uint8Array(100))).summary).toBe(`${Array(24).fill('00').join(' ')} …`);
});
