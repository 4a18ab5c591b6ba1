import type { Protocol } from '../../decoder';
import { binaries, bySubprotocol, surest, when } from '../../sight';

/** A CONNECT packet's first bytes: type 1, length, then the protocol's name. */
function isConnect(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x10) return false;
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a packet is bytes
  return /^\x10[\s\S]{1,4}\x00(\x04MQTT|\x06MQIsdp)/.test(start);
}

/** https://docs.oasis-open.org/mqtt/mqtt/v5.0/mqtt-v5.0.html */
const mqtt: Protocol = {
  id: 'mqtt',
  title: 'MQTT',
  versions: '3.1, 3.1.1, 5.0',
  detected: 'subprotocol `mqtt` or `mqttv3.1`, or a CONNECT packet that names the protocol',
  shows: 'packets with topic, QoS, packet id, properties, reason codes by name; payloads read further',
  stateful: true,
  detect: (context) =>
    surest(
      bySubprotocol(context, /^mqtt(v3\.1)?$/),
      when(binaries(context).some(isConnect), 0.96, 'a frame is a CONNECT packet that names MQTT'),
    ),
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [mqtt];
