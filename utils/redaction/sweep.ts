import { formsOf } from './forms';

const SHORTEST = 6;

/** Finds every known secret in a text: `form` as it stands there, `by` what stands for it in that encoding. */
export type Sweep = (text: string, replace: (secret: string, form: string, by: string) => string) => string;

interface Form {
  form: string;
  by: string;
  secret: string;
}

interface Match extends Form {
  start: number;
}

/**
 * Finds secrets wherever a rule of place did not: any text that holds one, in any of the encodings that software
 * writes, loses it. Secrets that are plain words or short numbers are left to the rules of place: replacing them
 * everywhere would take the names of parameters with them.
 */
export function createSweep(secrets: Iterable<readonly [secret: string, mark: string]> = []): Sweep & {
  /** Looks for one more from here on. */
  add(secret: string, mark: string): void;
} {
  const { find, add } = createFinder();
  for (const [secret, mark] of secrets) add(secret, mark);
  const sweep: Sweep = (text, replace) => {
    const matches = find(text);
    if (matches.length === 0) return text;
    let swept = '';
    let from = 0;
    // The leftmost first, of those the longest; what overlaps it is gone with it.
    for (const { start, form, by, secret } of matches.sort(
      (a, b) => a.start - b.start || b.form.length - a.form.length,
    )) {
      if (start < from) continue;
      swept += text.slice(from, start) + replace(secret, form, by);
      from = start + form.length;
    }
    return swept + text.slice(from);
  };
  return Object.assign(sweep, { add });
}

/** 2 MiB of bits: a false alarm costs a lookup, and is rare up to a million forms. */
const FILTER_BITS = 24;
const BASE = 0x01000193;
const BASE_TO_WINDOW = Array.from({ length: SHORTEST }).reduce<number>((power) => Math.imul(power, BASE), 1);

/**
 * Rabin and Karp's search for many forms at once: its cost does not grow with their number. The window is the end of
 * each form, because tokens of one issuer begin alike.
 */
function createFinder() {
  const byHash = new Map<number, Form[]>();
  const filter = new Uint8Array(1 << (FILTER_BITS - 3));
  const known = new Set<string>();

  function add(secret: string, mark: string): void {
    if (secret.length < SHORTEST || /^[a-z_]{1,20}$/i.test(secret) || /^\d{1,11}$/.test(secret)) return;
    for (const [form, by] of formsOf(secret, mark)) {
      if (form.length < SHORTEST || known.has(form)) continue;
      known.add(form);
      const hash = hashOf(form, form.length - SHORTEST);
      const forms = byHash.get(hash);
      if (forms) forms.push({ form, by, secret });
      else byHash.set(hash, [{ form, by, secret }]);
      const bit = hash >>> (32 - FILTER_BITS);
      filter[bit >>> 3]! |= 1 << (bit & 7);
    }
  }

  function find(text: string): Match[] {
    const matches: Match[] = [];
    if (byHash.size === 0 || text.length < SHORTEST) return matches;
    let hash = hashOf(text, 0);
    for (let end = SHORTEST; ; end++) {
      const bit = hash >>> (32 - FILTER_BITS);
      if ((filter[bit >>> 3]! & (1 << (bit & 7))) !== 0) {
        for (const candidate of byHash.get(hash) ?? []) {
          const start = end - candidate.form.length;
          if (start >= 0 && text.startsWith(candidate.form, start)) matches.push({ ...candidate, start });
        }
      }
      if (end === text.length) return matches;
      const gone = Math.imul(text.charCodeAt(end - SHORTEST) + 1, BASE_TO_WINDOW);
      hash = (Math.imul(hash, BASE) + text.charCodeAt(end) + 1 - gone) | 0;
    }
  }
  return { find, add };
}

function hashOf(text: string, from: number): number {
  let hash = 0;
  for (let i = from; i < from + SHORTEST; i++) hash = (Math.imul(hash, BASE) + text.charCodeAt(i) + 1) | 0;
  return hash;
}
