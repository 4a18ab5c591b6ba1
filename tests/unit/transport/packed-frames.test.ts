import { expect, test } from 'vitest';
import { appendFrame, createBatch, makeRoom, sealBatch } from '@/utils/hook/batch';
import { captureEngine } from '@/utils/hook/engine';
import { createRecords } from '@/utils/hook/records';
import { FRAME_BINARY, FRAME_PENDING } from '@/utils/session/observations';
import { isPacked, NOT_HERE, unpackFrames } from '@/utils/transport/packed-frames';

const engine = captureEngine(globalThis);

test('what the hook packs is unpacked to the same payloads, text and bytes mixed, empty ones too', () => {
  const payloads = ['', 'a\ud800b', new Uint8Array([1, 2]), new Blob(['x']), 'ω', new Uint8Array()];
  const batch = createBatch(engine, 32);
  const record = createRecords(1).add(1, {} as never);
  for (const value of payloads) {
    const source = value instanceof Uint8Array ? value : null;
    const payload = value instanceof Uint8Array ? null : value;
    const blob = payload instanceof Blob;
    const flags = typeof payload === 'string' ? 0 : blob ? FRAME_BINARY | FRAME_PENDING : FRAME_BINARY;
    const bytes = source?.length ?? 0;
    makeRoom(engine, batch, bytes, 1 << 16, 0);
    appendFrame(engine, batch, record, 0, { flags, size: 0, payload, source, bytes });
  }
  const sealed = structuredClone(sealBatch(engine, batch));
  expect(isPacked({ ...sealed })).toBe(true);
  expect(unpackFrames(sealed).payloads).toEqual(
    payloads.map((payload) => (payload instanceof Blob ? null : payload)),
  );
});

test('lengths that claim more than there is give what there is', () => {
  const rows = [1, 0, 0, 0, 9, 9, 1, 1, 0, FRAME_BINARY, 9, 9, 1, 2, 0, 0, 9, NOT_HERE];
  const bytes = new Uint8Array([7]).buffer;
  expect(unpackFrames({ rows, text: 'ab', bytes }).payloads).toEqual(['ab', new Uint8Array([7]), null]);
});
