import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admit } from '@/utils/websocket/decoders/admit';

test('a message of a user’s decoder is taken as it is where it has the form', () => {
  const message = {
    kind: 'ASK',
    summary: 'price ACME',
    fields: [
      { name: 'symbol', value: 'ACME' },
      { name: 'key', value: 'k', secret: true },
    ],
    correlations: [{ id: 7, role: 'request' }],
    heartbeat: true,
    nested: { name: 'body', payload: '{}', mime: 'application/json' },
    batch: [{ kind: 'X', summary: 'x', fields: { a: 1 } }],
    error: 'refused',
  };
  expect(admit(message)).toEqual({
    ...message,
    correlations: [{ id: '7', role: 'request' }],
    batch: [{ kind: 'X', summary: 'x', fields: [{ name: 'a', value: 1 }] }],
  });
});

test('what does not fit is left out, and lines are cut', () => {
  const admitted = admit({
    summary: 'x'.repeat(100_000),
    fields: [1, null, { value: 'no name' }, { name: 'ok', value: [1] }],
    correlations: [{ id: '', role: 'request' }, { id: 'a', role: 'boss' }, 'x'],
    nested: { payload: 5 },
    batch: 'many',
    heartbeat: 'yes',
  });
  expect(admitted).toEqual({
    kind: 'message',
    summary: expect.stringMatching(/^x{299}…$/),
    fields: [{ name: 'ok', value: [1] }],
  });
});

test.each([undefined, null, 'text', 7, []])('%j is no message', (value) => {
  expect(() => admit(value)).toThrow('the decoder gave back no message');
});

test('a field that refers to itself is refused', () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  expect(() => admit({ kind: 'a', fields: { cycle } })).toThrow('nested deeper');
});

test('whatever is given, it is a message within bounds or a reason', () => {
  fc.assert(
    fc.property(
      fc.anything({ withMap: true, withDate: true, withTypedArray: true, withBigInt: true }),
      (value) => {
        let admitted: ReturnType<typeof admit>;
        try {
          admitted = admit({
            kind: value,
            summary: value,
            fields: value,
            batch: [value],
            nested: value,
            correlations: [value],
          });
        } catch (error) {
          expect((error as Error).message).not.toBe('');
          return;
        }
        expect(admitted.kind.length).toBeLessThanOrEqual(80);
        expect(admitted.summary.length).toBeLessThanOrEqual(300);
        structuredClone(admitted);
      },
    ),
    { seed: 5, numRuns: 2_000 },
  );
});
