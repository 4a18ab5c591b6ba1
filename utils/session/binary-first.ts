import { decodeUtf8 } from '../oauth/encoding';

/** How the first message of MQTT is kept as text: this, then its credentials as JSON. */
export const MQTT_CONNECT = 'MQTT CONNECT ';

/** What a text protocol's first message begins with: STOMP's CONNECT and STOMP, JSON's { and [. */
const TEXT_BEGINS: ReadonlySet<number> = new Set([0x43, 0x53, 0x7b, 0x5b]);
const LONGEST = 16 * 1024;

/**
 * A binary message in which credentials may travel, as text: MQTT's CONNECT, and text that was sent as bytes
 * (STOMP clients do so). Undefined for any other, after a look at its first byte. Never throws.
 */
export function binaryFirstMessage(bytes: Uint8Array): string | undefined {
  const [first] = bytes;
  if (first === 0x10) {
    const credentials = mqttConnect(bytes);
    return credentials && MQTT_CONNECT + JSON.stringify(credentials);
  }
  return first !== undefined && TEXT_BEGINS.has(first) ? decodeUtf8(bytes.subarray(0, LONGEST)) : undefined;
}

/** User name and password of a CONNECT packet: MQTT 3.1.1 §3.1, MQTT 5 §3.1. Undefined where it is none. */
function mqttConnect(bytes: Uint8Array): { username?: string; password?: string } | undefined {
  let at = 1;
  const more = () => at < bytes.length;
  const variable = (): number => {
    let value = 0;
    for (let shift = 0; shift < 28 && more(); shift += 7) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) break;
    }
    return value;
  };
  /** Two bytes of length, then as much, or as much as there is. */
  const field = (): Uint8Array => {
    const length = ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0);
    at += 2;
    const value = bytes.subarray(at, at + length);
    at += length;
    return value;
  };
  variable();
  const name = decodeUtf8(field());
  if (name !== 'MQTT' && name !== 'MQIsdp') return undefined;
  const [level = 0, flags = 0] = [bytes[at], bytes[at + 1]];
  at += 4;
  const properties = () => {
    if (level < 5) return;
    const length = variable();
    at += length;
  };
  properties();
  field();
  if (flags & 0x04) {
    properties();
    field();
    field();
  }
  const username = flags & 0x80 ? decodeUtf8(field()) : undefined;
  const password = flags & 0x40 ? decodeUtf8(field()) : undefined;
  return { ...(username !== undefined && { username }), ...(password !== undefined && { password }) };
}
