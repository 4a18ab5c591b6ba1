import { openDecoder, PROTOCOLS } from '@/utils/websocket/decoders';
import { contextOf, framesOf, SAMPLES } from '../../unit/decoders/samples';

type Sample = (typeof SAMPLES)[string];

/** Milliseconds of CPU spent on each protocol: another program that is busy takes none of it. */
const SPAN = 250;

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Frames in a second of CPU that each protocol's decoder takes, by protocol. */
export async function decodeSamples(): Promise<Map<string, number>> {
  const rates = new Map<string, number>();
  for (const { id } of PROTOCOLS) {
    const sample = SAMPLES[id];
    if (!sample) throw new Error(`No conversation of ${id} to decode`);
    // What an engine compiles is compiled by then.
    await decodeFor(id, sample, SPAN);
    rates.set(id, await decodeFor(id, sample, SPAN));
  }
  return rates;
}

/** The conversation again and again, from its beginning each time: a stateful decoder never runs dry. */
async function decodeFor(id: string, sample: Sample, span: number): Promise<number> {
  const frames = framesOf(sample);
  let decoded = 0;
  const started = cpu();
  let took = 0;
  while (took < span) {
    const decoder = await openDecoder(contextOf(sample), { force: id });
    for (const frame of frames) decoder.decode(frame);
    decoded += frames.length;
    took = cpu() - started;
  }
  return (decoded / took) * 1000;
}
