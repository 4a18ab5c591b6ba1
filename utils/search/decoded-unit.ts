import type { FrameUnit } from '../session/frame-unit';
import type { Frame } from '../session/frames';
import { FRAME_BINARY, FRAME_SENT } from '../session/observations';
import { type Decoded, detect, FIRST_FRAMES, type OpenDecoder, openDecoder } from '../websocket/decoders';
import type { Speech } from './messages';

/** Reads the frames of many connections, in order, for searching in what they decode to. */
export interface DecodedUnits {
  /**
   * The unit with, in place of each payload, what it decodes to, as JSON; empty for frames that decode to nothing
   * else. Rests often by `pause`, which gives false to end it.
   */
  read(
    unit: FrameUnit,
    speechOf: (slot: number) => Speech | undefined,
    pause: Pause,
  ): Promise<FrameUnit | undefined>;
  /** Sockets that speak no protocol of their own, as far as they were read. */
  plain(): number[];
}

export type Pause = (row: number) => Promise<boolean>;

/** Frames between two rests. */
const STRETCH = 64;

export function createDecodedUnits(): DecodedUnits {
  const decoders = new Map<number, OpenDecoder | undefined>();

  async function open(
    slot: number,
    unit: FrameUnit,
    { chosen, ...speech }: Speech,
  ): Promise<OpenDecoder | undefined> {
    const frames: Frame[] = [];
    for (let row = 0; row < unit.count && frames.length < FIRST_FRAMES; row++)
      if (unit.slots[row] === slot) frames.push(frameOf(unit, row));
    const context = { ...speech, frames };
    const { protocol } = detect(context);
    if (!chosen && protocol.plain) return undefined;
    return openDecoder(context, { force: chosen });
  }

  return {
    async read(unit, speechOf, pause) {
      const texts: Uint8Array[] = [];
      const ends = new Uint32Array(unit.count);
      const encoder = new TextEncoder();
      let end = 0;
      for (let row = 0; row < unit.count; row++) {
        if (row % STRETCH === 0 && !(await pause(row))) return undefined;
        const slot = unit.slots[row]!;
        const speech = speechOf(slot);
        if (speech && !decoders.has(slot)) decoders.set(slot, await open(slot, unit, speech));
        const decoder = speech && decoders.get(slot);
        if (decoder) {
          const text = encoder.encode(textOf(decoder.decode(frameOf(unit, row))));
          texts.push(text);
          end += text.length;
        }
        ends[row] = end;
      }
      const bytes = new Uint8Array(end);
      let at = 0;
      for (const text of texts) {
        bytes.set(text, at);
        at += text.length;
      }
      return { ...unit, ends, bytes };
    },
    plain: () => [...decoders].filter(([, decoder]) => !decoder).map(([slot]) => slot),
  };
}

const utf8 = new TextDecoder();

function frameOf(unit: FrameUnit, row: number): Frame {
  const bytes = unit.bytes.slice(row === 0 ? 0 : unit.ends[row - 1]!, unit.ends[row]!);
  const flags = unit.flags[row]!;
  const binary = (flags & FRAME_BINARY) !== 0;
  const index = unit.first + row;
  return {
    index,
    socketId: `${unit.slots[row]!}.0`,
    seq: index,
    at: unit.times[row]!,
    sent: (flags & FRAME_SENT) !== 0,
    binary,
    size: unit.sizes[row]!,
    truncated: false,
    payload: binary ? bytes : utf8.decode(bytes),
  };
}

/** Longest text that is made of one frame. */
const LONGEST = 1 << 20;

/** What a frame says, as JSON: its kind, its line, its fields by name, and what it carries. */
export function textOf(decoded: Decoded): string {
  try {
    return (JSON.stringify(plainOf(decoded), shown) ?? '').slice(0, LONGEST);
  } catch {
    return decoded.summary;
  }
}

function plainOf({ kind, summary, fields, nested, batch }: Decoded): unknown {
  const told: Record<string, unknown> = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  if (nested) told[nested.name] ??= nested.decoded ? plainOf(nested.decoded) : carried(nested.payload);
  return { kind, summary, ...told, ...(batch && { batch: batch.map(plainOf) }) };
}

function carried(payload: string | Uint8Array): unknown {
  const text = typeof payload === 'string' ? payload : utf8.decode(payload);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function shown(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return utf8.decode(value);
  return value instanceof Map ? Object.fromEntries(value) : value;
}
