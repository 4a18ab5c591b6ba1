import type { Decoded } from '../../decoder';
import { asObject } from '../../json';
import { fields, fieldsOf, gist } from '../../summary';

/** A value of a format that has no messages: an object's entries are its fields. */
export function describeValue(value: unknown): Decoded {
  const object = asObject(value);
  const isPlain = object && !(object instanceof Date);
  const kind = Array.isArray(value) ? 'array' : isPlain ? 'object' : value === null ? 'null' : typeof value;
  return {
    kind,
    summary: gist(value) || (kind === 'array' ? '[]' : kind === 'object' ? '{}' : String(value)),
    fields: isPlain ? fieldsOf(object) : fields(['value', value]),
  };
}
