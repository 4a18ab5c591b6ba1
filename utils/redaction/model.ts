/**
 * `default`: credentials and personal data. `all`: every value that is not the protocol's own vocabulary, and every
 * payload. `none`: nothing.
 */
export type RedactionLevel = 'default' | 'all' | 'none';

export interface RedactionOptions {
  /** Random bytes, new for each export: without them nobody can try values against the marks. */
  key: Uint8Array;
  level: RedactionLevel;
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
  /** What stands for a secret: the same for the same secret, all over the session. */
  mark(value: string, what: string, where: string): string;
  /** The mark of a value that is hidden here only (level `all`): no secret, so it is not looked for elsewhere. */
  hide(value: string, what: string, where: string): string;
  /** The replacement of a value that is a secret elsewhere, or was computed from one (code_challenge, at_hash). */
  known(value: string, where: string): string | undefined;
}

/** A redaction goes this many encodings deep: a URL in a parameter of a JWT in a JSON string… */
export const DEEPEST = 6;
