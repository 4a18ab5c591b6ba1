import { utf8Length } from './utf8';

/** Where a payload lies. */
export interface Placed {
  slab: number;
  offset: number;
  /** Bytes. */
  length: number;
}

/**
 * Payloads side by side in buffers outside of the JavaScript heap, text as UTF-8: in memory and nowhere else. A buffer
 * is let go with its last payload, so what came first goes first.
 */
export interface PayloadSlabs {
  placeText(text: string): Placed;
  placeBytes(bytes: Uint8Array): Placed;
  /** Room for a payload that comes in parts, in a buffer of its own. */
  reserve(length: number): Placed;
  write(slab: number, offset: number, bytes: Uint8Array): void;
  /** A view where the payload has a buffer of its own, a copy else: whoever clones a view clones its whole buffer. */
  bytes(slab: number, offset: number, length: number): Uint8Array;
  text(slab: number, offset: number, length: number): string;
  /** Copies payloads that lie one after another. */
  copy(slab: number, offset: number, length: number, into: Uint8Array, at: number): void;
  /** One payload of the slab is no longer needed. */
  release(slab: number): void;
  /** Bytes of all buffers. */
  readonly size: number;
  clear(): void;
}

interface Slab {
  bytes: Uint8Array<ArrayBuffer>;
  used: number;
  payloads: number;
}

const SMALLEST = 64 * 1024;
const LARGEST = 4 * 1024 * 1024;
/** A payload this large has a buffer of its own. */
const OWN = 256 * 1024;
/** Bytes that are read at once where payloads are read one after another: each reading by itself costs more than its bytes. */
const AHEAD = 4 * 1024;

export function createPayloadSlabs(): PayloadSlabs {
  const slabs = new Map<number, Slab>();
  const encoder = new TextEncoder();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let next = 0;
  /** The slab that is written to. */
  let open: { number: number; slab: Slab } | undefined;
  let size = 0;
  /** A large text that is drawn again and again is read once. */
  let large: { slab: number; text: string } | undefined;
  /** What was read ahead: of ASCII, where a byte is a character. Without text it is not. */
  let ahead: { slab: number; from: number; to: number; text?: string } | undefined;
  /** Where the last text that was read ended. */
  let read = { slab: -1, to: -1 };

  function add(length: number): { number: number; slab: Slab } {
    const slab: Slab = { bytes: new Uint8Array(length), used: 0, payloads: 0 };
    const number = next++;
    slabs.set(number, slab);
    size += length;
    return { number, slab };
  }

  /** Room for at least `length` bytes. */
  function room(length: number): { number: number; slab: Slab } {
    if (length > OWN) return add(length);
    if (open && open.slab.bytes.length - open.slab.used >= length) return open;
    const last = open?.slab.bytes.length ?? SMALLEST / 2;
    close();
    open = add(Math.max(length, Math.min(LARGEST, last * 2)));
    return open;
  }

  /** What is left over at the end of a slab that is full is given back. */
  function close(): void {
    if (!open) return;
    const { slab, number } = open;
    open = undefined;
    size -= slab.bytes.length - slab.used;
    if (slab.payloads === 0) slabs.delete(number);
    else slab.bytes = new Uint8Array(slab.bytes.buffer.transfer(slab.used));
  }

  function note({ number, slab }: { number: number; slab: Slab }, length: number): Placed {
    const placed = { slab: number, offset: slab.used, length };
    slab.used += length;
    slab.payloads++;
    return placed;
  }

  /** A text out of many that are read one after another; undefined where it has to be read by itself. */
  function fromAhead(number: number, offset: number, length: number): string | undefined {
    const follows = read.slab === number && read.to === offset;
    read = { slab: number, to: offset + length };
    const isWithin = ahead?.slab === number && offset >= ahead.from && offset + length <= ahead.to;
    if (!isWithin && follows && length < AHEAD / 4) {
      const { bytes, used } = slabs.get(number)!;
      const to = Math.min(used, offset + AHEAD);
      const text = decoder.decode(bytes.subarray(offset, to));
      // A character is a byte at least: as many of them are ASCII, or bytes that are no text and belong to other payloads.
      ahead = { slab: number, from: offset, to, ...(text.length === to - offset && { text }) };
    } else if (!isWithin) return undefined;
    return ahead!.text?.slice(offset - ahead!.from, offset + length - ahead!.from);
  }

  return {
    placeText(text) {
      // At most three bytes a UTF-16 unit: only where those do not fit is it counted.
      const most = text.length * 3;
      const fits = open && open.slab.bytes.length - open.slab.used >= most && most <= OWN;
      const place = fits ? open! : room(utf8Length(text));
      const { written } = encoder.encodeInto(text, place.slab.bytes.subarray(place.slab.used));
      return note(place, written);
    },
    placeBytes(bytes) {
      const place = room(bytes.length);
      place.slab.bytes.set(bytes, place.slab.used);
      return note(place, bytes.length);
    },
    reserve(length) {
      return note(add(length), length);
    },
    write(number, offset, bytes) {
      slabs.get(number)!.bytes.set(bytes, offset);
    },
    bytes(number, offset, length) {
      const { bytes } = slabs.get(number)!;
      return bytes.length === length ? bytes : bytes.slice(offset, offset + length);
    },
    text(number, offset, length) {
      if (large?.slab === number && length > OWN) return large.text;
      const text =
        fromAhead(number, offset, length) ??
        decoder.decode(slabs.get(number)!.bytes.subarray(offset, offset + length));
      if (length > OWN) large = { slab: number, text };
      return text;
    },
    copy(number, offset, length, into, at) {
      into.set(slabs.get(number)!.bytes.subarray(offset, offset + length), at);
    },
    release(number) {
      const slab = slabs.get(number);
      if (!slab || --slab.payloads > 0) return;
      if (open?.number === number) open = undefined;
      if (large?.slab === number) large = undefined;
      if (ahead?.slab === number) ahead = undefined;
      size -= slab.bytes.length;
      slabs.delete(number);
    },
    get size() {
      return size;
    },
    clear() {
      slabs.clear();
      open = undefined;
      large = undefined;
      ahead = undefined;
      size = 0;
    },
  };
}
