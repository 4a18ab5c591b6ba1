// Decode throughput of each protocol, its conversation of tests/unit/decoders/samples.ts over and over.
import { type Benchmark, measured } from './benchmark.ts';
import { importBuilt } from './support/bundle.ts';

/** A trading page brings 5 000 messages a second. */
const AT_LEAST = 5_000;

export default (async () => {
  const { decodeSamples } =
    await importBuilt<typeof import('./support/decode-samples.ts')>('decode-samples.ts');
  return [...(await decodeSamples())].map(([id, rate]) =>
    measured({
      subject: 'decoders',
      name: id,
      browser: 'node',
      value: Math.round(rate),
      unit: 'frames/s',
      atLeast: AT_LEAST,
    }),
  );
}) satisfies Benchmark;
