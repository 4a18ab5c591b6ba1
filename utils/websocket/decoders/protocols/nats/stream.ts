import { utf8 } from '../../bytes';
import { MAX_BATCH, MAX_PAYLOAD, NotDecoded } from '../../limits';

export interface Operation {
  name: string;
  /** What follows the name on its line. */
  args: readonly string[];
  rest: string;
  headers?: string;
  payload?: Uint8Array;
}

const LONGEST_LINE = 1024 * 1024;
/** Operations that a payload follows; its size is the last argument, for H… after the size of the headers. */
const WITH_PAYLOAD = new Set(['PUB', 'MSG', 'HPUB', 'HMSG']);

function sizeOf(text: string | undefined): number {
  const size = /^\d{1,9}$/.test(text ?? '') ? Number(text) : Number.NaN;
  if (!(size <= MAX_PAYLOAD)) throw new NotDecoded('a payload has no readable size');
  return size;
}

/** Cuts a direction's bytes into operations: NATS is a stream of lines, some followed by a payload. */
export function createStream(): (bytes: Uint8Array) => Operation[] {
  let held: Uint8Array = new Uint8Array();
  return (bytes) => {
    const all = new Uint8Array(held.length + bytes.length);
    all.set(held);
    all.set(bytes, held.length);
    held = new Uint8Array();
    const found: Operation[] = [];
    let at = 0;
    while (at < all.length) {
      if (found.length >= MAX_BATCH) throw new NotDecoded(`it holds more than ${MAX_BATCH} operations`);
      const end = all.indexOf(0x0a, at);
      if (end < 0) {
        if (all.length - at > LONGEST_LINE) throw new NotDecoded('a line does not end');
        break;
      }
      const text = utf8(all.subarray(at, end)).replace(/\r$/, '');
      const [first = '', ...args] = text.split(/[ \t]+/, 8);
      const name = first.toUpperCase();
      const operation: Operation = { name, args, rest: text.slice(first.length).trim() };
      if (!/^([A-Z]{3,8}|\+OK|-ERR)$/.test(name))
        throw new NotDecoded('a line does not begin with an operation');
      let next = end + 1;
      if (WITH_PAYLOAD.has(name)) {
        const total = sizeOf(args.at(-1));
        const head = name.startsWith('H') ? sizeOf(args.at(-2)) : 0;
        if (head > total) throw new NotDecoded('its headers are longer than all of it');
        if (next + total + 2 > all.length) break;
        if (head > 0) operation.headers = utf8(all.subarray(next, next + head));
        operation.payload = all.subarray(next + head, next + total);
        next += total + 2;
      }
      found.push(operation);
      at = next;
    }
    held = all.slice(at);
    return found;
  };
}
