import { CONVENTIONS, type Entry, REGISTERED, wire } from './close-code-registry';

/** Who may put a code into a Close frame. A page's own `close()` takes 1000 and 3000–4999 only. */
export type CloseSender = 'page-or-server' | 'browser-or-server' | 'server' | 'nobody';

export interface CloseCode {
  code: number;
  /** Names what is said of it, for the other language (utils/i18n/prose): the code, or its range. */
  id: string;
  /** The registry's name, or our word for the range. */
  name: string;
  meaning: string;
  sender: CloseSender;
  /** `false`: never in a Close frame; the browser made it up to say that it saw none. */
  onWire: boolean;
  /** What to look at next. */
  next: string;
  /** What the meaning rests on. `convention`: private range, used so by well-known software. */
  source: 'rfc6455' | 'iana' | 'convention' | 'range' | 'invalid';
}

const RANGES: readonly { from: number; to: number; entry: Entry }[] = [
  {
    from: 1016,
    to: 2999,
    entry: wire(
      'range',
      'nobody',
      'Unassigned',
      'Reserved for the protocol and its extensions; not assigned.',
      'The server should not use this code.',
    ),
  },
  {
    from: 3000,
    to: 3999,
    entry: wire(
      'range',
      'page-or-server',
      'Registered by Libraries',
      'For libraries and frameworks; this one is not in the IANA registry.',
      'Look into the documentation of the library on the server.',
    ),
  },
  {
    from: 4000,
    to: 4999,
    entry: wire(
      'range',
      'page-or-server',
      'Private Use',
      'Agreed between this client and this server; no public meaning.',
      'Look into the application’s own documentation; the reason text may say more.',
    ),
  },
];

const INVALID: Entry = wire(
  'invalid',
  'nobody',
  'Invalid',
  'Outside of every range that RFC 6455 §7.4.2 allows.',
  'The server must not use this code.',
);

/** What a close code means, who can send it, and what to look at next (RFC 6455 §7.4, IANA registry). Never throws. */
export function describeCloseCode(code: number): CloseCode {
  const own = REGISTERED.get(code) ?? CONVENTIONS.get(code);
  if (own) return { code, id: `${code}`, ...own };
  const range = RANGES.find(({ from, to }) => code >= from && code <= to);
  return range ? { code, id: `from${range.from}`, ...range.entry } : { code, id: 'invalid', ...INVALID };
}

/** Every entry and range by its id, for what has to hold for all of them. */
export const CLOSE_CODE_TEXTS: ReadonlyMap<string, Pick<CloseCode, 'name' | 'meaning' | 'next'>> = new Map([
  ...[...REGISTERED, ...CONVENTIONS].map(([code, entry]) => [`${code}`, entry] as const),
  ...RANGES.map(({ from, entry }) => [`from${from}`, entry] as const),
  ['invalid', INVALID] as const,
]);
