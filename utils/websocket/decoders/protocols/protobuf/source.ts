import schema, { type Enum, type Field, type Message, type Schema as Parsed } from 'protocol-buffers-schema';
import { NotDecoded } from '../../limits';
import { type FieldDefinition, type MessageDefinition, SCALARS, type Schema } from './schema';

/** A name as the scope sees it: the innermost declaration wins, and a leading dot is the root. */
function resolve(type: string, scope: string, declared: ReadonlySet<string>): string {
  if (SCALARS.has(type)) return type;
  if (type.startsWith('.')) return type.slice(1);
  const parts = scope === '' ? [] : scope.split('.');
  for (let length = parts.length; length >= 0; length--) {
    const name = [...parts.slice(0, length), type].join('.');
    if (declared.has(name)) return name;
  }
  return type;
}

function parse(text: string): Parsed {
  try {
    return schema.parse(text);
  } catch (error) {
    throw new NotDecoded(
      `the .proto file is not understood: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/**
 * The message types of `.proto` files, proto2 or proto3, that may import one another. Types of files that are not
 * among them stay unknown: their fields are guessed.
 *
 * @throws NotDecoded with the line that is not understood
 */
export function parseSource(...texts: readonly string[]): Schema {
  const declared = new Set<string>();
  const messages = new Map<string, MessageDefinition>();
  const enums = new Map<string, Map<number, string>>();
  const pending: (() => void)[] = [];
  const within = (scope: string, name: string) => (scope === '' ? name : `${scope}.${name}`);

  function addEnum({ name, values }: Enum, scope: string): void {
    declared.add(within(scope, name));
    enums.set(
      within(scope, name),
      new Map(Object.keys(values).map((key) => [(values[key] as { value: number }).value, key])),
    );
  }

  function addMap(field: Field, scope: string): FieldDefinition {
    const name = `${scope}.${field.name}Entry`;
    const key = { name: 'key', type: field.map!.from, repeated: false };
    const value = { name: 'value', type: resolve(field.map!.to, scope, declared), repeated: false };
    messages.set(name, {
      name,
      mapEntry: true,
      fields: new Map([
        [1, key],
        [2, value],
      ]),
    });
    return { name: field.name, type: name, repeated: true };
  }

  function addMessage(message: Message, scope: string): void {
    const name = within(scope, message.name);
    declared.add(name);
    for (const one of message.enums) addEnum(one, name);
    for (const one of message.messages) addMessage(one, name);
    // Names may be used before they are declared.
    pending.push(() => {
      const fields = message.fields.map((field): [number, FieldDefinition] => [
        field.tag,
        field.map
          ? addMap(field, name)
          : { name: field.name, type: resolve(field.type, name, declared), repeated: field.repeated },
      ]);
      messages.set(name, { name, mapEntry: false, fields: new Map(fields) });
    });
  }

  for (const parsed of texts.map(parse)) {
    const root = parsed.package ?? '';
    for (const one of parsed.enums) addEnum(one, root);
    for (const one of parsed.messages) addMessage(one, root);
  }
  for (const add of pending) add();
  return { messages, enums };
}
