import { isSecretParameter } from '../../oauth';
import { secretKind } from '../../redaction/names';

export interface TextPart {
  text: string;
  secret: boolean;
}

/** Shorter values would be found inside ordinary words. */
const SHORTEST = 4;

/** `name=value` as URLs, forms and cookies have it, and `"name": "value"` as JSON has it. */
const NAMED = /(?:^|[?&#;\s])([\w.-]{1,64})=([^&#;\s]+)|"([\w.-]{1,64})"\s*:\s*"((?:[^"\\]|\\.)+)"/g;

/**
 * Splits raw text so that each secret can be masked where it stands: known values wherever they occur, and whatever
 * stands behind a secret parameter's name, or one that exports redact: a URL may spell a known value in another way.
 * Joined, the parts are the text.
 */
export function splitSecrets(text: string, secrets: readonly string[]): TextPart[] {
  const known = [...new Set(secrets)].filter((secret) => secret.length >= SHORTEST);
  known.sort((a, b) => b.length - a.length);
  let parts: TextPart[] = [{ text, secret: false }];
  for (const secret of known.slice(0, 200)) {
    parts = parts.flatMap((part) => (part.secret ? part : splitAt(part.text, secret)));
  }
  return parts.flatMap((part) => (part.secret ? part : splitNamed(part.text))).filter((part) => part.text);
}

function splitAt(text: string, secret: string): TextPart[] {
  return text.split(secret).flatMap((piece, index) => {
    const open = { text: piece, secret: false };
    return index ? [{ text: secret, secret: true }, open] : [open];
  });
}

function splitNamed(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(NAMED)) {
    const json = match[3] !== undefined;
    const name = match[1] ?? match[3] ?? '';
    const value = match[2] ?? match[4] ?? '';
    const secret =
      isSecretParameter(name, json ? 'response-body' : 'query') || secretKind(name, value) !== undefined;
    if (!secret) continue;
    const start = match.index + match[0].length - value.length - (json ? 1 : 0);
    parts.push({ text: text.slice(done, start), secret: false }, { text: value, secret: true });
    done = start + value.length;
  }
  parts.push({ text: text.slice(done), secret: false });
  return parts;
}
