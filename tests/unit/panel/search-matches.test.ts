import { expect, test } from 'vitest';
import { createMatches } from '@/utils/panel/search/matches';
import { createFrameStore } from '@/utils/session';
import { frames as batch } from '../support/journal';

test('what answers goes with the frames that the store lets go, and so does the room that it took', () => {
  const store = createFrameStore();
  store.append(batch(...Array.from({ length: 20_000 }, (_, seq) => ({ seq, payload: 'x' }))));
  const matches = createMatches(store);
  matches.add(
    0,
    Uint32Array.from({ length: 20_000 }, (_, index) => index),
  );
  const slot = store.slotOf('r.1')!;
  expect(matches.of(slot).count).toBe(20_000);
  store.limit({ frames: 50, bytes: 1e6 });
  expect(matches.count).toBe(50);
  const { indices, count } = matches.of(slot);
  expect([count, indices[0], indices[49]]).toEqual([50, 19_950, 19_999]);
  expect((indices as Uint32Array).buffer.byteLength).toBeLessThan(20_000);
  store.append(batch({ seq: 20_000, payload: 'y' }));
  matches.add(20_000, Uint32Array.of(0));
  expect(matches.of(slot).indices[49]).toBe(20_000);
});
