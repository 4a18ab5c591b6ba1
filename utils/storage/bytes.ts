/**
 * Chrome's storage holds JSON: bytes become `{ $bytes: number[] }` on the way in and bytes again on the way out.
 * Everything else is copied as it is.
 */
export function packBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: [...value] };
  if (Array.isArray(value)) return value.map(packBytes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, packBytes(member)]));
}

/** The inverse of `packBytes`. */
export function unpackBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpackBytes);
  if (typeof value !== 'object' || value === null) return value;
  if ('$bytes' in value && Array.isArray(value.$bytes)) return Uint8Array.from(value.$bytes);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unpackBytes(member)]));
}
