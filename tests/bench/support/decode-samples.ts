import { openDecoder, PROTOCOLS } from '@/utils/websocket/decoders';
import { contextOf, framesOf, SAMPLES } from '../../unit/decoders/samples';

type Sample = (typeof SAMPLES)[string];

/** Milliseconds spent on each protocol. */
const SPAN = 250;

/** Frames a second that each protocol's decoder takes, by protocol. */
export async function decodeSamples(): Promise<Map<string, number>> {
  const rates = new Map<string, number>();
  for (const { id } of PROTOCOLS) {
    const sample = SAMPLES[id];
    if (!sample) throw new Error(`No conversation of ${id} to decode`);
    await decodeFor(id, sample, SPAN / 5);
    rates.set(id, await decodeFor(id, sample, SPAN));
  }
  return rates;
}

/** The conversation again and again, from its beginning each time: a stateful decoder never runs dry. */
async function decodeFor(id: string, sample: Sample, span: number): Promise<number> {
  const frames = framesOf(sample);
  let decoded = 0;
  const started = performance.now();
  let took = 0;
  while (took < span) {
    const decoder = await openDecoder(contextOf(sample), { force: id });
    for (const frame of frames) await decoder.decode(frame);
    decoded += frames.length;
    took = performance.now() - started;
  }
  return (decoded / took) * 1000;
}
