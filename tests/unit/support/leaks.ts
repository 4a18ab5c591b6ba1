import type { Observation } from '@/utils/session/observations';

/** Every text of a journal, binary payloads as one character a byte. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('latin1')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

/** A secret in the encodings in which software writes it. */
export function encodings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const aligned = [bytes, Buffer.from(encodeURIComponent(secret))].flatMap((bytes) =>
    [0, 1, 2].flatMap((before) => {
      const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64url');
      // The characters that no neighbour can change.
      const inner = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
      return [inner, inner.replaceAll('-', '+').replaceAll('_', '/')];
    }),
  );
  return [
    secret,
    bytes.toString('latin1'),
    encodeURIComponent(secret),
    encodeURIComponent(encodeURIComponent(secret)),
    new URLSearchParams({ v: secret }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...aligned,
  ];
}

/** The secrets that can be found, in any encoding, in what should hold none. */
export function leaks(journal: Iterable<Observation>, secrets: readonly string[]): string[] {
  const haystack = textsOf([...journal]);
  return secrets.flatMap((secret) =>
    encodings(secret).flatMap((form) =>
      haystack.filter((text) => text.includes(form)).map((text) => `${form} in ${text.slice(0, 200)}`),
    ),
  );
}
