import type { Decoded } from '../../decoder';
import { asObject } from '../../json';
import { fields, fieldsOf, gist } from '../../summary';

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  return ArrayBuffer.isView(value) ? 'bytes' : typeof value;
}

/** A value of a format that has no messages: an object's entries are its fields. */
export function describeValue(value: unknown): Decoded {
  const object = asObject(value);
  const isPlain = object && !(object instanceof Date) && !ArrayBuffer.isView(object);
  const kind = kindOf(value);
  return {
    kind,
    summary: gist(value) || (kind === 'array' ? '[]' : kind === 'object' ? '{}' : String(value)),
    fields: isPlain ? fieldsOf(object) : fields(['value', value]),
  };
}
