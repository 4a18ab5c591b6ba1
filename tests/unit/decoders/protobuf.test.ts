import { create, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import protobuf from 'protobufjs';
import { describe, expect, test } from 'vitest';
import { openDecoder } from '@/utils/websocket/decoders';
import { parseDescriptors } from '@/utils/websocket/decoders/protocols/protobuf/descriptors';
import { parseSource } from '@/utils/websocket/decoders/protocols/protobuf/source';
import { decodeTyped } from '@/utils/websocket/decoders/protocols/protobuf/typed';
import { frame } from './samples';

const SOURCE = `
syntax = "proto3";
package chat.v1;
enum Mood { CALM = 0; GLAD = 1; }
message Person { string name = 1; Mood mood = 2; }
message Message {
  message Place { double lat = 1; float lon = 2; }
  int64 id = 1;
  string text = 2;
  Person from = 3;
  repeated sint32 deltas = 4;
  map<string, Person> seen = 5;
  oneof where { Place place = 6; bytes photo = 7; }
  fixed64 nonce = 8;
  bool edited = 9;
  repeated string tags = 10;
}
`;

const types = protobuf.parse(SOURCE).root;
const Message = types.lookupType('chat.v1.Message');
const VALUE = {
  id: -5,
  text: 'hi',
  from: { name: 'ann', mood: 1 },
  deltas: [1, -2, 300],
  seen: { bob: { name: 'bob' } },
  place: { lat: 48.5, lon: 2.5 },
  nonce: 77,
  edited: true,
  tags: ['a', 'b'],
};
const ENCODED = Message.encode(Message.fromObject(VALUE)).finish();
const EXPECTED = { ...VALUE, from: { name: 'ann', mood: 'GLAD' } };

test('a .proto file names every field: nested, enum, map, packed, oneof, zigzag', () => {
  const { value, unknown } = decodeTyped(parseSource(SOURCE), 'chat.v1.Message', ENCODED);
  expect(value).toEqual(EXPECTED);
  expect(unknown).toBe(0);
});

test('a descriptor set, as protoc and buf write it, says the same', () => {
  const field = (name: string, number: number, type: number, typeName = '', label = 1) => ({
    name,
    number,
    type,
    typeName,
    label,
  });
  const set = create(FileDescriptorSetSchema, {
    file: [
      {
        name: 'chat.proto',
        package: 'chat.v1',
        enumType: [
          {
            name: 'Mood',
            value: [
              { name: 'CALM', number: 0 },
              { name: 'GLAD', number: 1 },
            ],
          },
        ],
        messageType: [
          { name: 'Person', field: [field('name', 1, 9), field('mood', 2, 14, '.chat.v1.Mood')] },
          {
            name: 'Message',
            field: [
              field('id', 1, 3),
              field('text', 2, 9),
              field('from', 3, 11, '.chat.v1.Person'),
              field('deltas', 4, 17, '', 3),
              field('seen', 5, 11, '.chat.v1.Message.SeenEntry', 3),
              field('place', 6, 11, '.chat.v1.Message.Place'),
              field('photo', 7, 12),
              field('nonce', 8, 6),
              field('edited', 9, 8),
              field('tags', 10, 9, '', 3),
            ],
            nestedType: [
              { name: 'Place', field: [field('lat', 1, 1), field('lon', 2, 2)] },
              {
                name: 'SeenEntry',
                field: [field('key', 1, 9), field('value', 2, 11, '.chat.v1.Person')],
                options: { mapEntry: true },
              },
            ],
          },
        ],
      },
    ],
  });
  const schema = parseDescriptors(toBinary(FileDescriptorSetSchema, set));
  expect(decodeTyped(schema, 'chat.v1.Message', ENCODED).value).toEqual(EXPECTED);
});

describe('the decoder', () => {
  const context = { url: '', subprotocol: '', offered: [], frames: [] };

  test('reads as the type that was chosen', async () => {
    const decoder = await openDecoder(context, {
      force: 'protobuf',
      schema: { source: [SOURCE], sent: 'chat.v1.Message' },
    });
    expect(decoder.decode(frame(ENCODED))).toMatchObject({
      kind: 'chat.v1.Message',
      summary: expect.stringContaining('chat.v1.Message (id: -5, text: hi'),
    });
  });

  test('infers the type where none was chosen, and says so', async () => {
    const decoder = await openDecoder(context, { force: 'protobuf', schema: { source: [SOURCE] } });
    expect(decoder.decode(frame(ENCODED)).summary).toContain('chat.v1.Message (type inferred)');
  });

  test('guesses without a schema: numbers, text, nested messages', async () => {
    const decoder = await openDecoder(context, { force: 'protobuf' });
    const { fields, summary } = decoder.decode(frame(ENCODED));
    expect(summary).toContain('protobuf, guessed');
    expect(Object.fromEntries(fields.map(({ name, value }) => [name, value]))).toMatchObject({
      1: -5,
      2: 'hi',
      3: { 1: 'ann', 2: 1 },
      9: 1,
      10: ['a', 'b'],
    });
  });

  test('fields that the schema lacks are kept by number and counted', async () => {
    const decoder = await openDecoder(context, {
      force: 'protobuf',
      schema: { source: ['message M { string text = 2; }'], sent: 'M' },
    });
    const decoded = decoder.decode(frame(ENCODED));
    expect(decoded.error).toMatch(/^\d+ fields are not in the schema$/);
    expect(Object.fromEntries(decoded.fields.map(({ name, value }) => [name, value]))).toMatchObject({
      '#1': -5,
      '#10': ['a', 'b'],
      text: 'hi',
    });
  });

  test('a schema that is not understood is refused with its reason', async () => {
    const broken = openDecoder(context, { force: 'protobuf', schema: { source: ['message {'] } });
    await expect(broken).rejects.toThrow(/^the \.proto file is not understood: /);
    const set = openDecoder(context, { force: 'protobuf', schema: { source: new Uint8Array([1, 2, 3]) } });
    await expect(set).rejects.toThrow();
  });
});

test('.proto files that import one another are read together', async () => {
  const context = { url: '', subprotocol: '', offered: [], frames: [] };
  const decoder = await openDecoder(context, {
    force: 'protobuf',
    schema: {
      source: [
        'syntax = "proto3"; package shop; import "money.proto"; message Order { base.Money total = 1; }',
        'syntax = "proto3"; package base; message Money { string currency = 1; int64 cents = 2; }',
      ],
      received: 'shop.Order',
    },
  });
  expect(decoder.types).toEqual(['base.Money', 'shop.Order']);
  const decoded = decoder.decode(frame(new Uint8Array([0x0a, 7, 0x0a, 3, 69, 85, 82, 0x10, 5])));
  expect(decoded.fields).toEqual([{ name: 'total', value: { currency: 'EUR', cents: 5 } }]);
});
