import { expect, test } from 'vitest';
import { openTabMemory } from '@/utils/panel/tab-memory';

function area(items: Record<string, unknown> = {}) {
  return {
    get: async (key: string) => (key in items ? { [key]: items[key] } : {}),
    async set(added: Record<string, unknown>) {
      Object.assign(items, structuredClone(added));
    },
  };
}

test('the next panel of a tab finds what the last one had open; another tab does not', async () => {
  const shared = area();
  const first = await openTabMemory(shared, 7);
  first.write('selection', { at: 3 });
  first.write('zoom', { from: 1, to: 2 });
  expect((await openTabMemory(shared, 7)).read('selection')).toEqual({ at: 3 });
  expect((await openTabMemory(shared, 7)).read('zoom')).toEqual({ from: 1, to: 2 });
  expect((await openTabMemory(shared, 8)).read('selection')).toBeUndefined();
});

test('an area that fails is as if it were empty', async () => {
  const broken = { get: () => Promise.reject(new Error('no')), set: () => Promise.reject(new Error('no')) };
  const memory = await openTabMemory(broken, 7);
  memory.write('selection', 1);
  expect(memory.read('selection')).toBe(1);
});
