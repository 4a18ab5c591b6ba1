import { signal } from '@preact/signals';
import { describe, expect, test } from 'vitest';
import { createSettings, createVolatileMemory } from '@/utils/panel';
import * as parts from '@/utils/panel/search';
import { socketText } from '@/utils/panel/search/subjects';
import { createSearch } from '@/utils/panel/search-model';
import type { ToSearch } from '@/utils/search/messages';
import { createFrameStore, type FrameLimits } from '@/utils/session';
import type { Session } from '@/utils/session/model';
import { FRAME_BINARY, FRAME_PENDING } from '@/utils/session/observations';
import { frames as batch, PAGE } from '../support/journal';
import { localEngine } from '../support/search-engine';
import { flows, makeSocket, START, session, sockets } from './fixture';

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A search whose engine runs here, and whose clock is moved by hand. */
function setUp({ limits, shown, hangs = () => false }: Options = {}) {
  const store = createFrameStore(limits);
  const world = signal<Session>(shown ?? session);
  const changes = signal(0);
  const settings = createSettings(createVolatileMemory());
  const posted: ToSearch[] = [];
  let timers: { run: () => void; ms: number }[] = [];
  let ended = 0;
  const later = (run: () => void, ms: number) => {
    const timer = { run, ms };
    timers.push(timer);
    return () => {
      timers = timers.filter((one) => one !== timer);
    };
  };
  const engine = localEngine({ hangs, posted, onEnd: () => ended++ });
  const search = createSearch({
    memory: createVolatileMemory(),
    settings,
    frames: store,
    session: world,
    changes,
    chosen: () => undefined,
    load: async () => parts,
    engine,
    later,
  });
  const runTimers = (ms: number) => {
    const due = timers.filter((timer) => timer.ms === ms);
    timers = timers.filter((timer) => timer.ms !== ms);
    for (const { run } of due) run();
  };
  return {
    search,
    store,
    settings,
    posted,
    world,
    ended: () => ended,
    async ask(text: string) {
      search.set(text);
      await settled();
      await expect.poll(() => search.progress.value.phase).not.toBe('searching');
    },
    async change() {
      changes.value++;
      runTimers(150);
      await settled();
      await expect.poll(() => search.progress.value.phase).not.toBe('searching');
    },
    runTimers,
  };
}

interface Options {
  limits?: FrameLimits;
  shown?: Session;
  hangs?: (message: ToSearch) => boolean;
}

const twoSockets: Session = {
  ...session,
  flows: [],
  links: [],
  sockets: [1, 2].map((n) => ({
    ...makeSocket(n, 0, { phase: 'open', since: START }),
    id: `r.${n}` as const,
  })),
};

const lines = (count: number, text = (seq: number) => `tick ${seq}`) =>
  Array.from({ length: count }, (_, i) => ({ n: 1 + (i % 2), seq: i >> 1, payload: text(i) }));

describe('a search', () => {
  test('goes through all frames of all connections, however many pages', async () => {
    const { search, store, ask } = setUp({ shown: twoSockets });
    store.append(batch(...lines(40_000)));
    await ask('"tick 39999" or "tick 12"');
    expect(search.progress.value).toEqual({ phase: 'done' });
    expect(search.has(39_999)).toBe(true);
    await ask('/^tick (39999|12)$/');
    expect(search.found()).toBe(2);
    expect([...Array.from(search.matchesOf('r.1').indices)]).toEqual([12]);
    expect(search.has(39_998)).toBe(false);
  });

  test('keeps up with frames that come and go', async () => {
    const { search, store, ask, change } = setUp({ shown: twoSockets, limits: { frames: 50, bytes: 1e9 } });
    store.append(batch(...lines(20)));
    await ask('tick');
    expect(search.found()).toBe(20);
    store.append(batch(...lines(80).slice(20)));
    await change();
    expect(search.found()).toBe(50);
    expect(search.matchesOf('r.1').indices[0]).toBe(30);
    store.clear();
    await change();
    expect(search.found()).toBe(0);
    store.append(batch(...lines(90).slice(80)));
    await change();
    expect(search.found()).toBe(10);
  });

  test('a payload that comes later than its frame is looked at when it is there', async () => {
    const { search, store, ask, change } = setUp({ shown: twoSockets });
    store.append(
      batch(
        { seq: 0, payload: null, size: 4, flags: FRAME_BINARY | FRAME_PENDING },
        { seq: 1, payload: 'x' },
      ),
    );
    await ask('late');
    expect(search.found()).toBe(0);
    store.fill({
      kind: 'frame-payload',
      place: PAGE,
      socket: 'r.1',
      seq: 0,
      payload: new TextEncoder().encode('late'),
    });
    await change();
    expect(search.found()).toBe(1);
  });

  test('frames that came late stand in the order of their connection', async () => {
    const { search, store, ask } = setUp({ shown: twoSockets });
    store.append(batch({ seq: 0, payload: 'a' }, { seq: 2, payload: 'a' }));
    store.append(batch({ seq: 1, payload: 'a' }));
    await ask('a');
    expect(Array.from(search.matchesOf('r.1').indices, (index) => store.seqAt(index))).toEqual([0, 1, 2]);
  });

  test('only payloads that have to be looked at are copied', async () => {
    const { store, ask, posted } = setUp({ shown: twoSockets });
    store.append(batch(...lines(100)));
    await ask('conn:2 "tick 3"');
    const units = posted.flatMap((one) => (one.type === 'unit' ? [one.unit] : []));
    expect(units.length).toBeGreaterThan(0);
    for (const { slots, ends } of units)
      for (const [row, slot] of slots.entries())
        if (store.socketOf(slot) === 'r.1') expect(ends[row]! - (row ? ends[row - 1]! : 0)).toBe(0);
  });

  test('moves from match to match across connections', async () => {
    const { search, store, ask } = setUp({ shown: twoSockets });
    store.append(batch(...lines(60_000)));
    await ask('/^tick (5|59999)$/');
    expect(search.nearest(-1, 1)).toBe(5);
    expect(search.nearest(5, 1)).toBe(59_999);
    expect(search.nearest(59_999, 1)).toBeUndefined();
    expect(search.nearest(59_999, -1)).toBe(5);
  });

  test('another query starts anew, and answers to the one before are not taken', async () => {
    const { search, store, ask } = setUp({ shown: twoSockets });
    store.append(batch(...lines(1_000)));
    search.prepare();
    await settled();
    search.set('tick');
    search.set('absent');
    await ask('"tick 999"');
    expect(search.found()).toBe(1);
    search.set('');
    expect(search.progress.value).toEqual({ phase: 'idle' });
    expect(search.found()).toBe(0);
    expect(search.filters.value).toBe(false);
  });

  test('an expression that never comes back is ended, said, and the next query works', async () => {
    const { search, store, ask, ended, runTimers } = setUp({
      shown: twoSockets,
      hangs: (message) => message.type === 'unit' && message.id === 1,
    });
    store.append(batch(...lines(100)));
    search.prepare();
    await settled();
    search.set('/^(a+)+$/');
    await settled();
    expect(search.progress.value.phase).toBe('searching');
    runTimers(4_000);
    expect(search.progress.value).toMatchObject({ phase: 'stuck' });
    expect(ended()).toBe(1);
    await ask('"tick 7"');
    expect(search.found()).toBeGreaterThan(0);
  });

  test('a decoder that never comes back is ended, and frames are searched as they are', async () => {
    const { search, store, ended, runTimers } = setUp({
      shown: twoSockets,
      hangs: (message) => message.type === 'unit' && message.decode === true,
    });
    store.append(batch(...lines(100)));
    search.set('"tick 7"');
    await settled();
    await expect.poll(() => search.progress.value).toMatchObject({ phase: 'searching', decoding: true });
    runTimers(4_000);
    await expect.poll(() => search.progress.value).toEqual({ phase: 'done', undecoded: true });
    expect(ended()).toBe(1);
    expect(search.found()).toBe(11);
  });

  test('a query that waits behind one that does not come back has it ended sooner', async () => {
    const { search, store, ended, runTimers } = setUp({
      shown: twoSockets,
      hangs: ({ id, type }) => (id === 1 ? type === 'unit' : id === 2),
    });
    store.append(batch(...lines(100)));
    search.prepare();
    await settled();
    search.set('/^(a+)+$/');
    await settled();
    search.set('"tick 7"');
    await settled();
    runTimers(300);
    expect(ended()).toBe(1);
  });

  test('a JSONPath that is none is said', async () => {
    const { search, ask } = setUp({ shown: twoSockets });
    await ask('json:$.[');
    expect(search.progress.value).toMatchObject({ phase: 'wrong', path: '$.[' });
  });
});

describe('lists', () => {
  const shown = async (text: string) => {
    const { search, ask } = setUp();
    await ask(text);
    return {
      sockets: sockets.filter(({ id }) => search.showsSocket(id)).map(({ ordinal }) => ordinal),
      flows: flows.filter(({ id }) => search.showsFlow(id)).map(({ ordinal }) => ordinal),
    };
  };

  test('connections are found by host, state, close code and number', async () => {
    expect((await shown('graph')).sockets).toEqual([4]);
    expect((await shown('failed')).sockets).toEqual([2]);
    expect((await shown('4401')).sockets).toEqual([1]);
    expect((await shown('conn:5')).sockets).toEqual([5]);
    expect((await shown('dir:in')).sockets).toEqual([]);
    expect((await shown('grant:device')).sockets).toHaveLength(sockets.length);
  });

  test('neither is found by a credential', async () => {
    expect(sockets[0]!.url).toContain('eyJhbGci');
    expect(socketText(sockets[0]!)).not.toContain('eyJhbGci');
    expect(await shown('eyJhbGci')).toEqual({ sockets: [], flows: [] });
  });

  test('flows are found by their parameters, state, grant and client', async () => {
    expect((await shown('x7Kp2')).flows).toEqual([1]);
    expect((await shown('client:markets-web grant:authorization_code')).flows).toContain(1);
    expect((await shown('client:nobody')).flows).toEqual([]);
    expect((await shown('dir:in')).flows).toHaveLength(flows.length);
  });

  test('a connection is shown for its frames', async () => {
    const { search, store, ask } = setUp({ shown: twoSockets });
    store.append(batch(...lines(10)));
    await ask('"tick 3"');
    expect(['r.1', 'r.2'].map((id) => search.showsSocket(id as 'r.1'))).toEqual([false, true]);
  });

  test('saved filters that are on hold together with the box', async () => {
    const { search, settings, store, ask } = setUp({ shown: twoSockets });
    store.append(batch(...lines(10)));
    settings.set('savedFilters', {
      list: [
        { text: '/ 3$/', on: true },
        { text: '/ 4$/', on: true },
        { text: 'absent', on: false },
      ],
      by: 'or',
    });
    await ask('tick');
    expect(search.found()).toBe(2);
    settings.set('savedFilters', { ...settings.savedFilters.value, by: 'and' });
    await ask('tick ');
    expect(search.found()).toBe(0);
  });

  test('a connection that only its name brings shows all of its frames, else those that hold the word', async () => {
    const { search, store, ask } = setUp({ shown: twoSockets });
    store.append(batch(...lines(10)));
    await ask('feed');
    expect(search.found()).toBe(0);
    expect(search.matchesOf('r.1').count).toBe(5);
    await ask('feed "tick 4"');
    expect(search.matchesOf('r.1').count).toBe(1);
    expect(search.showsSocket('r.2')).toBe(false);
    store.append(batch({ n: 1, seq: 5, payload: 'a feed' }));
    await ask('feed');
    expect(search.matchesOf('r.1').count).toBe(1);
  });

  test('marking hides nothing', async () => {
    const { search, store, ask } = setUp({ shown: twoSockets });
    store.append(batch(...lines(10)));
    search.setMode('highlight');
    await ask('tick');
    expect(search.filters.value).toBe(false);
    expect(search.found()).toBe(10);
  });
});
