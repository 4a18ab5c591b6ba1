import { NotDecoded } from '../../limits';
import type { FieldDefinition, MessageDefinition, Schema } from './schema';
import { parseSource } from './source';
import { decodeTyped } from './typed';

/** The part of google/protobuf/descriptor.proto that reading messages takes. */
const DESCRIPTOR = `
syntax = "proto2";
message FileSet { repeated File file = 1; }
message File { optional string package = 2; repeated Message message_type = 4; repeated Enum enum_type = 5; }
message Message {
  optional string name = 1; repeated Field field = 2; repeated Message nested_type = 3;
  repeated Enum enum_type = 4; optional Options options = 7;
}
message Options { optional bool map_entry = 7; }
message Field { optional string name = 1; optional int32 number = 3; optional int32 label = 4; optional int32 type = 5; optional string type_name = 6; }
message Enum { optional string name = 1; repeated Value value = 2; }
message Value { optional string name = 1; optional int32 number = 2; }
`;

const REPEATED = 3;
const TYPES = [
  ...['', 'double', 'float', 'int64', 'uint64', 'int32', 'fixed64', 'fixed32', 'bool', 'string'],
  ...['group', 'message', 'bytes', 'uint32', 'enum', 'sfixed32', 'sfixed64', 'sint32', 'sint64'],
];

interface EnumType {
  name?: string;
  value?: { name?: string; number?: number }[];
}
interface MessageType {
  name?: string;
  field?: { name?: string; number?: number; label?: number; type?: number; type_name?: string }[];
  nested_type?: MessageType[];
  enum_type?: EnumType[];
  options?: { map_entry?: boolean };
}
interface FileSet {
  file?: { package?: string; message_type?: MessageType[]; enum_type?: EnumType[] }[];
}

/**
 * The message types of a FileDescriptorSet, as `protoc --descriptor_set_out` and `buf build` write it.
 *
 * @throws NotDecoded
 */
export function parseDescriptors(bytes: Uint8Array): Schema {
  const set = decodeTyped(parseSource(DESCRIPTOR), 'FileSet', bytes).value as FileSet;
  const messages = new Map<string, MessageDefinition>();
  const enums = new Map<string, Map<number, string>>();
  const within = (scope: string, name = '') => (scope === '' ? name : `${scope}.${name}`);

  function addEnum({ name, value = [] }: EnumType, scope: string): void {
    enums.set(within(scope, name), new Map(value.map((one) => [one.number ?? 0, one.name ?? ''])));
  }

  function addMessage(type: MessageType, scope: string): void {
    const name = within(scope, type.name);
    for (const one of type.enum_type ?? []) addEnum(one, name);
    for (const one of type.nested_type ?? []) addMessage(one, name);
    const fields = (type.field ?? []).map((field): [number, FieldDefinition] => [
      field.number ?? 0,
      {
        name: field.name ?? '',
        type: field.type_name ? field.type_name.replace(/^\./, '') : (TYPES[field.type ?? 0] ?? ''),
        repeated: field.label === REPEATED,
      },
    ]);
    messages.set(name, { name, fields: new Map(fields), mapEntry: type.options?.map_entry === true });
  }

  for (const file of set.file ?? []) {
    for (const one of file.enum_type ?? []) addEnum(one, file.package ?? '');
    for (const one of file.message_type ?? []) addMessage(one, file.package ?? '');
  }
  if (messages.size === 0) throw new NotDecoded('the file is not a descriptor set, or has no messages');
  return { messages, enums };
}
