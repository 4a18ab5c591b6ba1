import { describe, expect, test } from 'vitest';
import { captureEngine, uncurryGetter } from '@/utils/hook/engine';
import type { Natives } from '@/utils/hook/natives';
import { createPayloadReader } from '@/utils/hook/payload';
import { FRAME_BINARY, FRAME_PENDING, FRAME_TRUNCATED } from '@/utils/session/observations';

function setUp({ watched, limit = 1 << 20 }: { watched: boolean; limit?: number }) {
  let at = 0;
  const engine = captureEngine(globalThis);
  const natives = {
    ...engine,
    blobSize: uncurryGetter<Blob, number>(Blob.prototype, 'size'),
    blob: (part: BlobPart) => new Blob([part]),
    now: () => at,
  };
  const reader = createPayloadReader(
    natives as unknown as Natives,
    () => !watched,
    () => limit,
  );
  const take = (size: number) => reader.binary(new Uint8Array(size).fill(7))!;
  return { reader, take, pass: (ms: number) => (at += ms) };
}

describe('a binary payload', () => {
  test('is kept whole where somebody watches, however many come', () => {
    const { take } = setUp({ watched: true });
    for (let i = 0; i < 10; i++) expect(take(65_536).source!.length).toBe(65_536);
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
    const { flags, size, source } = take(65_536);
    expect(flags).toBe(FRAME_BINARY | FRAME_TRUNCATED);
    expect(size).toBe(65_536);
    expect(source).toEqual(new Uint8Array(4096).fill(7));
  });

  test('is not cut for its neighbours where it is small', () => {
    const { take } = setUp({ watched: false });
    take(65_536);
    expect(take(4096).flags).toBe(FRAME_BINARY);
  });

  test('of a view is what the view shows', () => {
    const { reader } = setUp({ watched: true });
    const bytes = new Uint8Array([9, 1, 2, 9]);
    expect(reader.binary(bytes.subarray(1, 3))!.source).toEqual(new Uint8Array([1, 2]));
    expect(reader.binary(new DataView(bytes.buffer, 2, 1))!.source).toEqual(new Uint8Array([2]));
  });

  test('that is empty, or was handed on, has no bytes and is a frame all the same', () => {
    const { reader } = setUp({ watched: true });
    const { buffer } = new Uint8Array(8);
    structuredClone(buffer, { transfer: [buffer] });
    for (const value of [new ArrayBuffer(), buffer]) {
      expect(reader.binary(value)).toMatchObject({ flags: FRAME_BINARY, size: 0, bytes: 0 });
    }
  });
});

test('text is weighed as the two bytes a code unit that it may take', () => {
  const { reader } = setUp({ watched: true });
  expect(reader.text('abc')).toEqual({
    flags: 0,
    size: 3,
    payload: 'abc',
    source: null,
    bytes: 6,
  });
});

describe('a payload beyond the limit', () => {
  test('becomes a Blob of the whole where somebody watches', async () => {
    const { reader } = setUp({ watched: true, limit: 2 });
    const text = reader.text('héllo');
    expect(text).toMatchObject({ flags: FRAME_PENDING, size: 6, source: null });
    expect(await (text.payload as Blob).text()).toBe('héllo');
    const binary = reader.binary(new Uint8Array([9, 1, 2, 9]).subarray(1))!;
    expect(binary).toMatchObject({ flags: FRAME_BINARY | FRAME_PENDING, size: 3, source: null });
    expect([...(await (binary.payload as Blob).bytes())]).toEqual([1, 2, 9]);
  });

  test('is cut where nobody watches', () => {
    const { reader } = setUp({ watched: false, limit: 2 });
    expect(reader.text('hello')).toMatchObject({ flags: FRAME_TRUNCATED, size: 5, payload: 'he' });
    const { flags, size, source } = reader.binary(new Uint8Array([1, 2, 3]))!;
    expect([flags, size, source]).toEqual([FRAME_BINARY | FRAME_TRUNCATED, 3, new Uint8Array([1, 2])]);
  });
});
