import { describe, expect, test } from 'vitest';
import { captureEngine, uncurryGetter } from '@/utils/hook/engine';
import type { Natives } from '@/utils/hook/natives';
import { createPayloadReader } from '@/utils/hook/payload';
import { FRAME_BINARY, FRAME_TRUNCATED } from '@/utils/session/observations';

function setUp({ watched }: { watched: boolean }) {
  let at = 0;
  const engine = captureEngine(globalThis);
  const natives = { ...engine, blobSize: uncurryGetter<Blob, number>(Blob.prototype, 'size'), now: () => at };
  const reader = createPayloadReader(natives as unknown as Natives, () => !watched);
  const take = (size: number) => reader.binary(new Uint8Array(size).fill(7), 1 << 20)!;
  return { reader, take, pass: (ms: number) => (at += ms) };
}

describe('a binary payload', () => {
  test('is kept whole where somebody watches, however many come', () => {
    const { take } = setUp({ watched: true });
    for (let i = 0; i < 10; i++) expect((take(65_536).payload as Uint8Array).length).toBe(65_536);
  });

  test('is kept whole where nobody watches and they come now and then', () => {
    const { take, pass } = setUp({ watched: false });
    for (let i = 0; i < 10; i++) {
      expect(take(65_536).flags).toBe(FRAME_BINARY);
      pass(20);
    }
  });

  test('is cut to its head in a flood that nobody watches, its size told in full', () => {
    const { take } = setUp({ watched: false });
    take(65_536);
    const { flags, size, payload } = take(65_536);
    expect(flags).toBe(FRAME_BINARY | FRAME_TRUNCATED);
    expect(size).toBe(65_536);
    expect(payload).toEqual(new Uint8Array(4096).fill(7));
  });

  test('is not cut for its neighbours where it is small', () => {
    const { take } = setUp({ watched: false });
    take(65_536);
    expect(take(4096).flags).toBe(FRAME_BINARY);
  });

  test('is a copy: what the page does to its bytes later does not show', () => {
    const { reader } = setUp({ watched: true });
    const bytes = new Uint8Array([1, 2, 3]);
    const { payload } = reader.binary(bytes, 100)!;
    bytes[0] = 9;
    expect(payload).toEqual(new Uint8Array([1, 2, 3]));
  });
});

test('text is weighed as the two bytes a code unit that it may take', () => {
  const { reader } = setUp({ watched: true });
  expect(reader.text('abc', 100)).toEqual({ flags: 0, size: 3, payload: 'abc', bytes: 6 });
});
