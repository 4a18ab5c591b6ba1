import { ByteReader, bytesOf } from '../../bytes';
import type { Decoded, Decoder } from '../../decoder';
import { MAX_BATCH, MAX_PAYLOAD, NotDecoded } from '../../limits';
import { batchOf, fields } from '../../summary';
import { describeV1 } from './v1';
import { describeV091 } from './v091';

const HEADER = 0x414d5150;

/** `AMQP`, a protocol id (3 is SASL) and a version. Part 2 §2.2 */
function describeHeader(reader: ByteReader): Decoded {
  reader.take(4);
  const [id, ...version] = reader.take(4);
  // 0-9-1 writes 0, 0, 9, 1; 1.0 its id, 1, 0, 0.
  const text = version[0] === 0 ? version.join('-') : version.join('.');
  const sasl = id === 3 ? ' with SASL' : id === 2 ? ' with TLS' : '';
  return {
    kind: 'header',
    summary: `AMQP ${text}${sasl}`,
    fields: fields(['protocol id', id], ['version', text]),
  };
}

/** The messages of one direction; both versions are streams, frames need not align with WebSocket's. */
function createStream() {
  let held: Uint8Array = new Uint8Array();
  let version: '1.0' | '0-9-1' = '1.0';

  /** The next message; undefined where it has not come whole. */
  function next(reader: ByteReader): Decoded | undefined {
    if (reader.left < 8) return undefined;
    const peek = new DataView(reader.bytes.buffer, reader.bytes.byteOffset + reader.at);
    if (peek.getUint32(0) === HEADER) {
      version = peek.getUint8(5) === 0 ? '0-9-1' : '1.0';
      return describeHeader(reader);
    }
    const size = version === '1.0' ? peek.getUint32(0) : peek.getUint32(3) + 8;
    if (size > MAX_PAYLOAD || size < 8) throw new NotDecoded(`a frame claims ${size} bytes`);
    if (size > reader.left) return undefined;
    const frame = new ByteReader(reader.take(size));
    if (version === '0-9-1') {
      const [type, channel, length] = [frame.u8(), frame.u16(), frame.u32()];
      return describeV091(type, channel, frame.take(length));
    }
    frame.u32();
    const [offset, type, channel] = [frame.u8(), frame.u8(), frame.u16()];
    if (offset < 2) throw new NotDecoded('its data offset lies within its header');
    frame.take(offset * 4 - 8);
    return describeV1(frame.rest(), channel, type === 1);
  }

  return {
    speaks(other: '1.0' | '0-9-1') {
      version = other;
    },
    version: () => version,
    read(bytes: Uint8Array): Decoded[] {
      const all = new Uint8Array(held.length + bytes.length);
      all.set(held);
      all.set(bytes, held.length);
      held = new Uint8Array();
      const reader = new ByteReader(all);
      const found: Decoded[] = [];
      for (let message = next(reader); message; message = next(reader)) {
        found.push(message);
        if (found.length > MAX_BATCH) throw new NotDecoded(`it holds more than ${MAX_BATCH} messages`);
      }
      held = all.slice(reader.at);
      return found;
    },
  };
}

/** AMQP 1.0 and 0-9-1: the client's protocol header says which. */
export function createDecoder(): Decoder {
  const streams = { sent: createStream(), received: createStream() };
  return {
    decode(frame) {
      if (typeof frame.payload === 'string') throw new NotDecoded('AMQP speaks in binary frames');
      const messages = streams[frame.sent ? 'sent' : 'received'].read(bytesOf(frame));
      // A 0-9-1 server sends no header of its own.
      if (frame.sent) streams.received.speaks(streams.sent.version());
      if (messages.length === 0)
        return { kind: 'part', summary: `part of a frame (${frame.size} bytes)`, fields: [] };
      return batchOf(messages, 'frame');
    },
  };
}
