import { bytesOf } from '../../bytes';
import type { ChosenSchema, Decoded, Decoder, DecoderOptions } from '../../decoder';
import { NotDecoded } from '../../limits';
import { fieldsOf, line } from '../../summary';
import { parseDescriptors } from './descriptors';
import type { Schema } from './schema';
import { parseSource } from './source';
import { decodeTyped } from './typed';
import { guess, toObject } from './wire';

const MOST_CANDIDATES = 200;

/** The type under which most of a message has a name; a type that leaves fields over is no candidate. */
function bestType(schema: Schema, bytes: Uint8Array): string | undefined {
  let best: { name: string; named: number } | undefined;
  for (const { name, mapEntry } of [...schema.messages.values()].slice(0, MOST_CANDIDATES)) {
    if (mapEntry) continue;
    try {
      const { value, unknown } = decodeTyped(schema, name, bytes);
      const named = Object.keys(value).length;
      if (unknown === 0 && named > 0 && (!best || named > best.named)) best = { name, named };
    } catch {
      // Not this one.
    }
  }
  return best?.name;
}

/** @throws NotDecoded where it is no schema */
export function parseSchema(source: ChosenSchema['source']): Schema {
  const schema = source instanceof Uint8Array ? parseDescriptors(source) : parseSource(...source);
  if (schema.messages.size === 0) throw new NotDecoded('the schema has no messages');
  return schema;
}

const typesOf = (schema: Schema): string[] =>
  [...schema.messages.values()]
    .filter(({ mapEntry }) => !mapEntry)
    .map(({ name }) => name)
    .sort();

/** Protocol Buffers, with the schema that the user gives, and by guess without. */
export function createDecoder({ schema: given }: DecoderOptions): Decoder {
  const schema = given && parseSchema(given.source);

  return {
    ...(schema && { types: typesOf(schema) }),
    decode(frame): Decoded {
      const bytes = bytesOf(frame);
      const chosen = frame.sent ? given?.sent : given?.received;
      const name = schema && (chosen ?? bestType(schema, bytes));
      if (schema && name) {
        const { value, unknown } = decodeTyped(schema, name, bytes);
        return {
          kind: name,
          summary: line(chosen ? name : `${name} (type inferred)`, value),
          fields: fieldsOf(value),
          ...(unknown > 0 ? { error: `${unknown} fields are not in the schema` } : {}),
        };
      }
      const guesses = guess(bytes);
      if (!guesses) throw new NotDecoded('it is not a protobuf message');
      const value = toObject(guesses);
      return { kind: 'message', summary: line('protobuf, guessed', value), fields: fieldsOf(value) };
    },
  };
}
