declare module 'protocol-buffers-schema' {
  export interface Field {
    name: string;
    type: string;
    tag: number;
    map: { from: string; to: string } | null;
    repeated: boolean;
  }
  export interface Enum {
    name: string;
    values: Record<string, { value: number } | number>;
  }
  export interface Message {
    name: string;
    enums: Enum[];
    messages: Message[];
    fields: Field[];
  }
  export interface Schema {
    package: string | null;
    enums: Enum[];
    messages: Message[];
  }
  const schema: { parse(source: string): Schema };
  export default schema;
}
