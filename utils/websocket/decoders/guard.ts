import type { Frame } from '../../session/frames';
import type { Decoded, Decoder } from './decoder';
import { MAX_PAYLOAD, NotDecoded } from './limits';
import { cut, gist } from './summary';

/** A frame that was not read, with the beginning of its text at hand. */
export function notDecoded(payload: string | Uint8Array | undefined, why: string): Decoded {
  const start = typeof payload === 'string' ? payload.slice(0, 300) : payload;
  return { kind: 'not decoded', summary: gist(start), fields: [], error: cut(`not decoded: ${why}`, 300) };
}

function reasonOf(error: unknown): string {
  if (error instanceof NotDecoded) return error.message;
  // Thrown by a stack that ran out: a library that recurses met a payload that nests.
  if (error instanceof RangeError && /call stack|recursion/i.test(error.message))
    return 'it is nested too deep';
  return error instanceof Error ? error.message : String(error);
}

function obstacleOf(frame: Frame): string | undefined {
  if (frame.missing === 'pending') return 'its payload is still being read';
  if (frame.missing === 'unreadable') return 'its payload could not be read';
  // Its payload was not even handed over.
  if (frame.size > MAX_PAYLOAD && !frame.truncated) return `it is longer than ${MAX_PAYLOAD} bytes`;
  if (frame.missing === 'dropped' || frame.payload === undefined) return 'its payload was not kept';
  if (frame.truncated) return `only the first ${frame.payload.length} of ${frame.size} bytes were kept`;
  if (frame.payload.length > MAX_PAYLOAD) return `it is longer than ${MAX_PAYLOAD} bytes`;
  return undefined;
}

/** What stands in the way of reading a frame, before any decoder looks at it; undefined where nothing does. */
export function obstacleTo(frame: Frame): Decoded | undefined {
  const why = obstacleOf(frame);
  return why === undefined ? undefined : notDecoded(frame.payload, why);
}

/** A decoder that never throws: what cannot be read says why in `error`. Page data is hostile. */
export function guard(decoder: Decoder): Decoder {
  return {
    ...(decoder.types && { types: decoder.types }),
    decode(frame) {
      const obstacle = obstacleTo(frame);
      if (obstacle) return obstacle;
      try {
        return decoder.decode(frame);
      } catch (error) {
        return notDecoded(frame.payload, reasonOf(error));
      }
    },
  };
}
