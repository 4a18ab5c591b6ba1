import { expect, test } from 'vitest';
import type { Observation } from '@/utils/session/observations';
import { createJournals } from '@/utils/storage/journals';
import { createWriteBehind } from '@/utils/storage/write-behind';

const place = { tabId: 7, frameId: 0 };
const mark = (at: number, text = ''): Observation => ({ kind: 'marked', at, place, text, by: 'handshake' });

/** A storage area that keeps JSON only, as Chrome's does. */
function memoryArea() {
  const items = new Map<string, string>();
  return {
    items,
    writes: 0,
    async get() {
      return Object.fromEntries([...items].map(([key, value]) => [key, JSON.parse(value)]));
    },
    async set(added: Record<string, unknown>) {
      this.writes += 1;
      for (const [key, value] of Object.entries(added)) items.set(key, JSON.stringify(value));
    },
    async remove(keys: string[]) {
      for (const key of keys) items.delete(key);
    },
  };
}

function open() {
  const area = memoryArea();
  const errors: unknown[] = [];
  const storage = createWriteBehind(
    area,
    () => {},
    (error) => errors.push(error),
  );
  return { area, storage, errors, journals: createJournals(storage) };
}

test('a journal outlives the background, bytes included', async () => {
  const { area, storage, journals } = open();
  for (let at = 0; at < 150; at++) journals.append(7, mark(at), 'core');
  const body = { state: 'binary', bytes: Uint8Array.of(0, 255) } as const;
  const started: Observation = {
    kind: 'request-started',
    at: 150,
    place,
    requestId: '1',
    hop: 0,
    url: 'https://x.test/',
    method: 'POST',
    type: 'xmlhttprequest',
    body,
  };
  journals.append(7, started, 'core');
  await storage.flush();
  expect(area.writes).toBe(1);

  const reborn = createJournals();
  reborn.restore(await area.get());
  const observations = reborn.of(7)!.after();
  expect(observations.length).toBe(151);
  expect(observations.at(-1)).toEqual(started);
});

test('after a rebirth new observations are later than any that a panel can have seen', async () => {
  const { area, storage, journals } = open();
  journals.append(7, mark(1), 'core');
  await storage.flush();
  const lost = journals.append(7, mark(2), 'core')!;

  const reborn = createJournals();
  reborn.restore(await area.get());
  expect(reborn.append(7, mark(3), 'core')).toBeGreaterThan(lost);
  expect(reborn.of(7)!.after(lost)).toEqual([mark(3)]);
});

test('clearing and dropping leave nothing stored but the count', async () => {
  const { area, storage, journals } = open();
  for (let at = 0; at < 100; at++) journals.append(7, mark(at), 'core');
  await storage.flush();
  expect(area.items.size).toBe(3);
  journals.clear(7);
  await storage.flush();
  expect([...area.items.keys()]).toEqual(['journal/7']);
  expect(journals.append(7, mark(1), 'core')).toBe(100);
  journals.drop(7);
  await storage.flush();
  expect(area.items.size).toBe(0);
});

test('all journals together stay within the storage: who is watched keeps all, others lose their oldest and say so', () => {
  const journals = createJournals(undefined, (root) => root === 1);
  const long = 'x'.repeat(400_000);
  for (let root = 1; root <= 20; root++) journals.append(root, mark(root, long), 'core');
  expect(journals.of(20)!.after()).toHaveLength(1);
  expect(journals.of(1)!.after()).toHaveLength(1);
  expect(journals.of(2)!.after()).toEqual([]);
  expect(journals.missing(1)).toEqual([]);
  expect(journals.missing(2)).toEqual([expect.stringMatching(/^1 older .* all tabs together/)]);
});

test('after 30,000 tokens in use what is stored is what the journal keeps, and the count of what it dropped', async () => {
  const { area, storage, journals } = open();
  const use = (at: number): Observation => ({
    kind: 'request-completed',
    at,
    place,
    requestId: `${at}`,
    hop: 0,
    status: 200,
  });
  for (let at = 0; at < 30_000; at++) {
    journals.append(7, at % 10 === 0 && at < 1_000 ? mark(at, 'step') : use(at), at % 10 ? 'use' : 'core');
    if (at % 500 === 0) await storage.flush();
  }
  await storage.flush();
  const journal = journals.of(7)!;
  const stored = [...area.items].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  expect(area.items.size).toBeGreaterThan(50);
  expect(stored).toBeLessThan(1_500_000);
  expect(journal.after()).toHaveLength(4_000);

  const reborn = createJournals();
  reborn.restore(await area.get());
  expect(reborn.of(7)!.after()).toEqual(journal.after());
  expect(reborn.missing(7)).toEqual(journal.missing());
});

test('a storage that refuses is told of, and capture goes on', async () => {
  const { area, storage, errors, journals } = open();
  area.set = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
  journals.append(7, mark(1), 'core');
  await storage.flush();
  expect(errors.length).toBe(1);
  expect(journals.of(7)!.after().length).toBe(1);
  expect(journals.missing(7)).toEqual([expect.stringMatching(/refuses to store/)]);

  area.set = memoryArea().set.bind(area);
  journals.append(7, mark(2), 'core');
  await storage.flush();
  expect(journals.missing(7)).toEqual([]);
});
