import type { Credential, Decoded } from './decoder';

const NAME =
  /token|authori[sz]ation|^auth$|jwt|passw|passcode|secret|api-?_?key|ticket|credential|signature/i;
const VALUE = /^(?:Bearer |Basic |DPoP |Bot )|^eyJ[\w-]{8,}\.[\w-]+/i;
const SCHEME = /^(?:Bearer|DPoP|Basic|Token|Bot) +/i;
const DEPTH = 4;
const MOST = 20;

/**
 * The credentials within a part of a message: values whose name says so, or that are JWTs or carry an
 * authentication scheme (RFC 9110 §11.4). `where` is the part's path in the message.
 */
export function credentialsIn(value: unknown, where: string): Credential[] {
  const found: Credential[] = [];
  const walk = (item: unknown, path: string, name: string, depth: number): void => {
    if (found.length >= MOST || depth > DEPTH) return;
    if (typeof item === 'string') {
      if (item !== '' && (NAME.test(name) || VALUE.test(item))) {
        found.push({ where: path, value: item.replace(SCHEME, '') });
      }
    } else if (item !== null && typeof item === 'object' && !ArrayBuffer.isView(item)) {
      const entries = item as Record<string, unknown>;
      for (const key of Object.keys(entries).slice(0, 100))
        walk(entries[key], `${path}.${key}`, key, depth + 1);
    }
  };
  walk(value, where, where.slice(where.lastIndexOf('.') + 1), 0);
  return found;
}

/** `credentials` as a part of Decoded; nothing where there are none. */
export function withCredentials(found: readonly Credential[]): Pick<Decoded, 'credentials'> {
  return found.length > 0 ? { credentials: found } : {};
}

/** Every credential of a message, of its batch and of what it carries. */
export function credentialOf(decoded: Decoded): readonly Credential[] {
  return [
    ...(decoded.credentials ?? []),
    ...(decoded.batch ?? []).flatMap(credentialOf),
    ...(decoded.nested?.decoded ? credentialOf(decoded.nested.decoded) : []),
  ];
}
