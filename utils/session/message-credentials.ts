import { REDACTED_FORM } from '../oauth/redacted-form';
import { MQTT_CONNECT } from './binary-first';
import { CREDENTIAL_NAME, withoutScheme } from './credential-names';

export interface MessageCredential {
  value: string;
  /** JSON path, or the header's name. */
  path: string;
  /** Its name or a "Bearer" before it says that it is a credential. */
  named: boolean;
}

/** A first message is looked through this far: enough for every protocol's authentication, never a hang. */
const MOST_LEAVES = 400;
const DEEPEST = 12;
const SHORTEST = 8;

/**
 * Strings of a text message that may be credentials: JSON leaves (Socket.IO's and SockJS's prefixes left off, JSON
 * within strings opened), STOMP headers, and a plain `AUTH <token>`. Never throws.
 */
export function messageCredentials(text: string): MessageCredential[] {
  const found: MessageCredential[] = [];
  if (text.startsWith(MQTT_CONNECT)) return mqttCredentials(text.slice(MQTT_CONNECT.length));
  const json = parseJson(text.replace(/^[a-z]?\d{0,4}(?:\/[^,[{]{0,100},)?(?=[[{])/i, ''));
  if (json !== undefined) walk(json, '$', false, 0, found);
  else if (/^(CONNECT|STOMP)\r?\n/.test(text)) stompHeaders(text, '', found);
  else plain(text, found);
  return found;
}

/** A password field may hold any bytes (MQTT 3.1.1 §3.1.3.5) and is where brokers take a token from. */
function mqttCredentials(json: string): MessageCredential[] {
  const fields = parseJson(json);
  if (typeof fields !== 'object' || fields === null) return [];
  return Object.entries(fields).flatMap(([name, value]) =>
    typeof value === 'string' && value.length >= SHORTEST
      ? { value: withoutScheme(value), path: `CONNECT ${name}`, named: name === 'password' }
      : [],
  );
}

function walk(value: unknown, path: string, named: boolean, depth: number, found: MessageCredential[]): void {
  if (found.length >= MOST_LEAVES || depth > DEEPEST) return;
  if (typeof value === 'string') leaf(value, path, named, depth, found);
  if (typeof value !== 'object' || value === null) return;
  // {"type":"auth","value":"…"}: the message's own type names what its other strings are.
  const announced = !Array.isArray(value) && announcesAuthentication(value as Record<string, unknown>);
  for (const [key, child] of Object.entries(value)) {
    const step = Array.isArray(value)
      ? `[${key}]`
      : /^[\w$]+$/.test(key)
        ? `.${key}`
        : `[${JSON.stringify(key)}]`;
    const inherits = (named && Array.isArray(value)) || (announced && VALUE_KEY.test(key));
    walk(child, path + step, CREDENTIAL_NAME.test(key) || inherits, depth + 1, found);
    if (found.length >= MOST_LEAVES) return;
  }
}

/** Members that hold the credential of a message whose type says that it authenticates. */
const VALUE_KEY = /^(value|data|payload|key|secret|params|args|body)$/i;
const TYPE_KEYS: ReadonlySet<string> = new Set(['type', 'op', 'event', 'action', 'cmd', 'method', 'msg']);

function announcesAuthentication(message: Record<string, unknown>): boolean {
  return [...TYPE_KEYS].some((key) => {
    const type = Object.hasOwn(message, key) ? message[key] : undefined;
    return (
      typeof type === 'string' && /^(auth|authenticate|authorize|authorization|login|identify)$/i.test(type)
    );
  });
}

function leaf(text: string, path: string, named: boolean, depth: number, found: MessageCredential[]): void {
  const nested = /^[[{]/.test(text) ? parseJson(text) : undefined;
  if (/^(CONNECT|STOMP)\r?\n/.test(text)) stompHeaders(text, `${path} `, found);
  else if (nested !== undefined) walk(nested, path, named, depth + 1, found);
  else if (text.length >= SHORTEST) {
    const value = withoutScheme(text);
    found.push({ value, path, named: named || value !== text.trim() });
  }
}

/** STOMP 1.2, "CONNECT or STOMP frame": headers up to the first empty line. */
function stompHeaders(text: string, before: string, found: MessageCredential[]): void {
  for (const line of text.split(/\r?\n/).slice(1)) {
    if (line === '' || found.length >= MOST_LEAVES) return;
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const name = line.slice(0, colon);
    const value = withoutScheme(line.slice(colon + 1));
    if (value.length >= SHORTEST) {
      found.push({ value, path: `${before}CONNECT ${name}`, named: CREDENTIAL_NAME.test(name) });
    }
  }
}

const COMMAND = new RegExp(
  `^(auth|authenticate|authorization:?|login|token|bearer)[\\s:=]+(?:bearer\\s+)?(${REDACTED_FORM}|\\S+)$`,
  'i',
);

function plain(text: string, found: MessageCredential[]): void {
  const value = text.trim();
  const command = COMMAND.exec(value);
  if (command) found.push({ value: command[2]!, path: command[1]!, named: true });
  else if (value.length >= SHORTEST && !/\s/.test(value))
    found.push({ value, path: 'whole text', named: false });
}

function parseJson(text: string): unknown {
  if (!/^\s*["[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
