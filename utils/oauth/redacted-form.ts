/** What is known of a secret that was replaced: enough to judge a weak one, too little to find it. */
export interface Traits {
  /** In UTF-16 code units. */
  length: number;
  /** Random bits that it may have held, estimated. */
  bits: number;
  /** It had characters that RFC 3986 does not call unreserved. */
  odd: boolean;
}

/** What stands for a secret in a redacted session, as part of a regular expression. */
export const REDACTED_FORM = '\\[redacted ([\\w-]{16})(?: (\\d{1,6})ch (\\d{1,6})bit( odd)?)?\\]';

const WHOLE = new RegExp(`^${REDACTED_FORM}$`);
/** A whole one is at most as long as this. */
const LONGEST = 60;

const parse = (value: string) => (value.length <= LONGEST ? WHOLE.exec(value) : null);

/** Whether a value stands for a secret that was replaced. */
export const isRedacted = (value: string): boolean => parse(value) !== null;

/** The fingerprint by which it joins; undefined where the value stands for none. */
export const redactedPrint = (value: string): string | undefined => parse(value)?.[1];

/** What its mark tells of a secret. Undefined: the value is none, or a mark of one that nothing is wrong with. */
export function redactedTraits(value: string): Traits | undefined {
  const [, , length, bits, odd] = parse(value) ?? [];
  return length === undefined ? undefined : { length: Number(length), bits: Number(bits), odd: Boolean(odd) };
}

/** The mark with a fingerprint, and what is to be known of the secret. */
export function redactedMark(print: string, traits?: Traits): string {
  const told = traits ? ` ${traits.length}ch ${traits.bits}bit${traits.odd ? ' odd' : ''}` : '';
  return `[redacted ${print}${told}]`;
}
