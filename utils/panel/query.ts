/** What a filter asks for: every part has to hold. */
export interface Query {
  /** Lower-cased substrings. */
  words: readonly string[];
  sent?: boolean;
  binary?: boolean;
  /** Bytes; exclusive bounds. */
  largerThan?: number;
  smallerThan?: number;
  /** Sentences about the parts that were not understood, which then ask for nothing. */
  errors: readonly string[];
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1024,
  kb: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
};

function parseSize(value: string): Pick<Query, 'largerThan' | 'smallerThan'> | undefined {
  const match = /^([<>])(\d+(?:\.\d+)?)(b|kb?|mb?)?$/i.exec(value);
  if (!match) return undefined;
  const bytes = Number(match[2]) * UNITS[(match[3] ?? '').toLowerCase()]!;
  return match[1] === '>' ? { largerThan: bytes } : { smallerThan: bytes };
}

const DIRECTIONS: Readonly<Record<string, boolean>> = { out: true, sent: true, in: false, received: false };
const TYPES: Readonly<Record<string, boolean>> = { binary: true, text: false };

/** Words of a query; "quoted words" stay together. */
function split(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"?|(\S+)/g)].map((match) => match[2] ?? `"${match[1]}`);
}

/**
 * Reads the filter's language: substrings, `dir:in|out`, `type:text|binary`, `size:>1k`, all of which have
 * to hold. Never throws: what it does not understand is named in `errors`.
 */
export function parseQuery(text: string): Query {
  const words: string[] = [];
  const errors: string[] = [];
  let query: Omit<Query, 'words' | 'errors'> = {};
  for (const part of split(text)) {
    const [, key, value] = /^(dir|type|size):(.*)$/i.exec(part) ?? [];
    if (key === undefined || value === undefined) {
      const word = (part.startsWith('"') ? part.slice(1) : part).toLowerCase();
      if (word) words.push(word);
      continue;
    }
    const choice = value.toLowerCase();
    switch (key.toLowerCase()) {
      case 'dir':
        if (Object.hasOwn(DIRECTIONS, choice)) query = { ...query, sent: DIRECTIONS[choice] };
        else errors.push(`dir: takes in or out, not “${value}”`);
        break;
      case 'type':
        if (Object.hasOwn(TYPES, choice)) query = { ...query, binary: TYPES[choice] };
        else errors.push(`type: takes text or binary, not “${value}”`);
        break;
      default: {
        const bounds = parseSize(value);
        if (bounds) query = { ...query, ...bounds };
        else errors.push(`size: takes a bound such as >1k or <200, not “${value}”`);
      }
    }
  }
  return { words, errors, ...query };
}

/** Whether a text holds every word of the query, whatever the case. */
export function matchesWords(query: Query, text: string): boolean {
  if (query.words.length === 0) return true;
  const lower = text.toLowerCase();
  return query.words.every((word) => lower.includes(word));
}

/** Whether the query asks something of frames that only frames can answer. */
export function asksForFrames(query: Query): boolean {
  return (
    query.sent !== undefined ||
    query.binary !== undefined ||
    query.largerThan !== undefined ||
    query.smallerThan !== undefined
  );
}
