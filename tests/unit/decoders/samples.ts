import type { Frame } from '@/utils/session/frames';
import type { Sample } from '@/utils/websocket/decoders/sample';

export { bytes } from '@/utils/websocket/decoders/sample';

/** A frame as the store gives it. */
export function frame(payload: string | Uint8Array, over: Partial<Frame> = {}): Frame {
  return {
    index: 0,
    socketId: 'test.1',
    seq: 0,
    at: 0,
    sent: true,
    binary: typeof payload !== 'string',
    size: payload.length,
    truncated: false,
    payload,
    ...over,
  };
}

/** The samples of all protocols, from their folders. */
const all = Object.values(
  import.meta.glob('../../../utils/websocket/decoders/protocols/*/sample.ts', {
    eager: true,
    import: 'samples',
  }) as Record<string, readonly Sample[]>,
).flat();

/** The first sample of every protocol of the registry, by its id. */
export const SAMPLES: Readonly<Record<string, Sample>> = Object.fromEntries(
  all.filter(({ dialect }) => dialect === undefined).map((sample) => [sample.id, sample]),
);

/** Other dialects of what is in `SAMPLES`. */
export const VARIANTS: readonly Sample[] = all.filter(({ dialect }) => dialect !== undefined);

export function framesOf({ frames }: Sample): Frame[] {
  return frames.map(([direction, payload], seq) =>
    frame(payload, { sent: direction === '>', seq, index: seq, at: seq }),
  );
}

export function contextOf(sample: Sample) {
  return {
    url: sample.url ?? 'wss://example.org/ws',
    subprotocol: sample.subprotocol ?? '',
    offered: [],
    frames: framesOf(sample),
  };
}
