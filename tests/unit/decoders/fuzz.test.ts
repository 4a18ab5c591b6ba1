import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Frame } from '@/utils/session/frames';
import { type Decoded, PROTOCOLS } from '@/utils/websocket/decoders';
import { guard } from '@/utils/websocket/decoders/guard';
import { cpuTime } from '../support/cpu';
import { contextOf, framesOf, SAMPLES, VARIANTS } from './samples';

/** Fixed, so that a failure is seen again; change it to look further. */
const SEED = 20_260_101;
const FRAMES = 10_000;
const FRAMES_A_RUN = 20;
/** Milliseconds for the short frames of a run: far above what any takes, far below a hang. */
const SLOWEST = 1_000;

interface Mutation {
  base: number;
  edits: { at: number; value: number; kind: 'set' | 'insert' | 'delete' | 'repeat' | 'cut' }[];
  sent: boolean;
  asBinary: boolean;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  base: fc.nat(100),
  edits: fc.array(
    fc.record({
      at: fc.nat(400),
      value: fc.oneof(
        fc.constantFrom(0, 1, 0x7f, 0x80, 0xdd, 0xdf, 0xff, 0x22, 0x5b, 0x7b, 0x5d, 0x2d, 0x0a),
        fc.nat(255),
      ),
      kind: fc.constantFrom(
        'set' as const,
        'insert' as const,
        'delete' as const,
        'repeat' as const,
        'cut' as const,
      ),
    }),
    { maxLength: 6 },
  ),
  sent: fc.boolean(),
  asBinary: fc.boolean(),
});

function mutate(frames: readonly Frame[], { base, edits, sent, asBinary }: Mutation): Frame {
  const original = frames[base % frames.length]!;
  const text = typeof original.payload === 'string';
  let units = text
    ? [...(original.payload as string)].map((one) => one.charCodeAt(0))
    : [...(original.payload as Uint8Array)];
  for (const { at, value, kind } of edits) {
    const where = units.length === 0 ? 0 : at % units.length;
    if (kind === 'set') units[where] = value;
    if (kind === 'insert') units.splice(where, 0, value);
    if (kind === 'delete') units.splice(where, 1 + (value % 4));
    if (kind === 'repeat') units.splice(where, 0, ...units.slice(where, where + value));
    if (kind === 'cut') units = units.slice(0, where);
  }
  // Some frames change their type: text where bytes are due, and the other way round.
  const payload =
    text !== asBinary || edits.length < 4
      ? text
        ? String.fromCharCode(...units)
        : new Uint8Array(units)
      : text
        ? new Uint8Array(units)
        : String.fromCharCode(...units);
  return {
    ...original,
    payload,
    size: payload.length,
    binary: typeof payload !== 'string',
    sent: edits.length < 3 ? original.sent : sent,
  };
}

/** What is wrong with a decoded frame. `expect` for each of them would cost more than all decoders. */
function faultOf({ kind, summary, error }: Decoded): string | undefined {
  if (typeof kind !== 'string') return `its kind is ${kind}`;
  if (!(summary.length < 500)) return `its summary has ${summary.length} characters`;
  if (kind === 'not decoded' && !/^not decoded: ./.test(error ?? '')) return `it does not say why: ${error}`;
  return undefined;
}

const traced = Error.stackTraceLimit;
beforeAll(() => {
  // Most mutated frames end in an error, whose stack nobody reads.
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = traced;
});

const CASES = [...PROTOCOLS.map(({ id }) => SAMPLES[id]!), ...VARIANTS].map((sample) => ({
  id: sample.id,
  name: sample.dialect ? `${sample.id}, ${sample.dialect},` : sample.id,
  sample,
  schema: sample.schema === undefined ? undefined : { source: [sample.schema] },
}));

describe(`mutated frames, seed ${SEED}`, () => {
  test.each(CASES)(
    `$name reads ${FRAMES} of them without a throw or a hang`,
    async ({ id, sample, schema }) => {
      const protocol = PROTOCOLS.find((one) => one.id === id)!;
      const context = contextOf(sample);
      const frames = framesOf(sample);
      const { createDecoder } = await protocol.load();
      let read = 0;
      let understood = 0;
      fc.assert(
        fc.property(fc.array(mutation, { minLength: FRAMES_A_RUN, maxLength: FRAMES_A_RUN }), (mutations) => {
          const decoder = guard(
            createDecoder({ url: context.url, subprotocol: context.subprotocol, schema }),
          );
          const mutated = mutations.map((one) => mutate(frames, one));
          protocol.detect({ ...context, frames: mutated });
          const started = cpuTime();
          for (const frame of mutated) {
            const decoded = decoder.decode(frame);
            read++;
            if (!decoded.error) understood++;
            const fault = faultOf(decoded);
            if (fault) throw new Error(fault);
          }
          if (cpuTime() - started > SLOWEST) throw new Error('it took too long');
          // A worker sends what it decoded to the panel.
          structuredClone(mutated.slice(0, 2).map((frame) => decoder.decode(frame)));
        }),
        { seed: SEED, numRuns: FRAMES / FRAMES_A_RUN, endOnFailure: true },
      );
      expect(read).toBeGreaterThanOrEqual(FRAMES);
      // Mutation leaves some frames whole: a decoder that refuses everything is broken.
      expect(understood).toBeGreaterThan(FRAMES / 50);
    },
    30_000,
  );
});
