/**
 * `default`: credentials and personal data. `everything`: every value that is not the protocol's own vocabulary, and
 * every payload. `chosen`: only the kinds and fields that somebody chose. `none`: nothing.
 */
export type RedactionLevel = 'default' | 'everything' | 'chosen' | 'none';

export interface RedactionOptions {
  /** Random bytes, new for each export: without them nobody can try values against the marks. */
  key: Uint8Array;
  level: RedactionLevel;
  /** Kinds, as the receipt calls them, that level `chosen` replaces; the others stay. */
  kinds?: readonly string[];
  /** Names of more fields whose values are replaced, at every level but `none`. */
  fields?: readonly string[];
}

/** What was redacted, where, and how often. */
export interface ReceiptLine {
  what: string;
  where: string;
  count: number;
}

/** What the parts of the redaction ask of its heart. */
export interface Engine {
  level: RedactionLevel;
  /** Texts that had nothing to replace in them. */
  harmless: { has(text: string): boolean; add(text: string): void };
  /** What kind of secret a named value is, or undefined; `claims`: the name stands among claims of a person. */
  kindOf(name: string, value: string, claims?: boolean): string | undefined;
  /** Replaces the secrets that are known already in a text that no later search will see as it is. */
  sweep(text: string): string;
  /** What stands for a secret: the same for the same secret, all over the session. */
  mark(value: string, what: string, where: string): string;
  /** The mark of a value that is hidden here only (level `all`): no secret, so it is not looked for elsewhere. */
  hide(value: string, what: string, where: string): string;
  /** The replacement of a value that is a secret elsewhere, or was computed from one (code_challenge, at_hash). */
  known(value: string, where: string): string | undefined;
}

/** A redaction goes this many encodings deep: a URL in a parameter of a JWT in a JSON string… */
export const DEEPEST = 6;
