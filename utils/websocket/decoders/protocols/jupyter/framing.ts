import { ByteReader, tryUtf8 } from '../../bytes';
import { asObject, type JsonObject, parseObject } from '../../json';
import { NotDecoded } from '../../limits';

export interface Message {
  channel?: unknown;
  header: JsonObject;
  parent: JsonObject;
  metadata: JsonObject;
  content: unknown;
  buffers: readonly Uint8Array[];
}

const MOST_PARTS = 10_000;

function fromObject(message: JsonObject, buffers: readonly Uint8Array[]): Message {
  const header = asObject(message.header);
  if (!header) throw new NotDecoded('it has no header');
  return {
    channel: message.channel,
    header,
    parent: asObject(message.parent_header) ?? {},
    metadata: asObject(message.metadata) ?? {},
    content: message.content,
    buffers,
  };
}

function slices(bytes: Uint8Array, offsets: readonly number[]): Uint8Array[] {
  return offsets.map((start, n) => {
    const end = offsets[n + 1] ?? bytes.length;
    if (start > end || end > bytes.length) throw new NotDecoded('its parts do not lie within it');
    return bytes.subarray(start, end);
  });
}

function text(bytes: Uint8Array | undefined): string {
  const read = bytes && tryUtf8(bytes);
  if (read === undefined) throw new NotDecoded('a part is missing or is not text');
  return read;
}

/** Default framing: a count and offsets of four bytes, big-endian; the message, then its buffers. */
function parseDefault(bytes: Uint8Array): Message {
  const reader = new ByteReader(bytes);
  const length = reader.u32();
  if (length > MOST_PARTS) throw new NotDecoded(`it claims ${length} parts`);
  const offsets = Array.from({ length }, () => reader.u32());
  const [json, ...buffers] = slices(bytes, offsets);
  return fromObject(parseObject(text(json)), buffers);
}

/** v1: a count and offsets of eight bytes, little-endian; channel, header, parent, metadata, content, buffers. */
function parseV1(bytes: Uint8Array): Message {
  const reader = new ByteReader(bytes);
  const little = () => Number(new DataView(reader.take(8).slice().buffer).getBigUint64(0, true));
  const length = little();
  if (length > MOST_PARTS) throw new NotDecoded(`it claims ${length} parts`);
  const offsets = Array.from({ length }, little);
  // The last offset is the end.
  const parts = slices(bytes, offsets).slice(0, -1);
  const [channel, header, parent, metadata, content, ...buffers] = parts;
  const [head, above, about, body] = [header, parent, metadata, content].map((part) =>
    parseObject(text(part)),
  );
  return { channel: text(channel), header: head!, parent: above!, metadata: about!, content: body, buffers };
}

/** @throws NotDecoded */
export function parseMessage(payload: string | Uint8Array, subprotocol: string): Message {
  if (typeof payload === 'string') return fromObject(parseObject(payload), []);
  return subprotocol === 'v1.kernel.websocket.jupyter.org' ? parseV1(payload) : parseDefault(payload);
}
