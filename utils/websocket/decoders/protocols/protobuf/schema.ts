/** What a message type says of a field. Whether a repeated one is packed is seen from the wire. */
export interface FieldDefinition {
  name: string;
  /** A scalar's name, or the full name of a message or enum. */
  type: string;
  repeated: boolean;
}

export interface MessageDefinition {
  name: string;
  fields: ReadonlyMap<number, FieldDefinition>;
  /** A map's entry: key is field 1, value is field 2. */
  mapEntry: boolean;
}

export interface Schema {
  messages: ReadonlyMap<string, MessageDefinition>;
  enums: ReadonlyMap<string, ReadonlyMap<number, string>>;
}

export const SCALARS: ReadonlySet<string> = new Set([
  ...['double', 'float', 'int32', 'int64', 'uint32', 'uint64', 'sint32', 'sint64'],
  ...['fixed32', 'fixed64', 'sfixed32', 'sfixed64', 'bool', 'string', 'bytes'],
]);
