import { describe, expect, test } from 'vitest';
import {
  createPanelStore,
  createSettings,
  createVolatileMemory,
  type Fold,
  type LinkState,
  type PanelSource,
  type SourceListener,
} from '@/utils/panel';
import * as parts from '@/utils/panel/search';
import { createFrameStore } from '@/utils/session';
import type { Observation } from '@/utils/session/observations';
import { frames as batch } from '../support/journal';
import { localEngine } from '../support/search-engine';
import { emptySession, place, START, session } from './fixture';

/** A store whose ticks are run by hand, over a fold that only keeps what it is given. */
function setUp(memory = createVolatileMemory()) {
  let journal: Observation[] = [];
  const cleared: (number | undefined)[] = [];
  let listener: SourceListener = () => {};
  let toldState: (state: LinkState) => void = () => {};
  let asked = 0;
  let run = () => {};
  let reads = 0;
  let forgotten = 0;
  const frames = createFrameStore();
  const settings = createSettings(createVolatileMemory());
  const fold: Fold = {
    apply(observations) {
      journal.push(...observations);
    },
    get session() {
      reads++;
      return journal.length > 0 ? { ...session } : emptySession;
    },
    frames,
    get journal() {
      return journal;
    },
    get forgotten() {
      return forgotten;
    },
    version: 0,
    clear(before) {
      cleared.push(before);
      journal = before === undefined ? [] : journal.filter((seen) => !('at' in seen) || seen.at >= before);
    },
  };
  const source: PanelSource = {
    subscribe(to) {
      listener = to;
      return () => {};
    },
    onState(to) {
      toldState = to;
      return () => {};
    },
    clear: () => listener({ type: 'journal', observations: [], missing: [], seq: 0 }),
    close() {},
  };
  const store = createPanelStore({
    fold,
    source,
    memory,
    settings,
    now: () => START,
    schedule: (flush) => {
      run = flush;
      return { request: () => asked++, cancel() {} };
    },
    every: () => () => {},
    tabId: place.tabId,
    search: { load: async () => parts, engine: localEngine() },
  });
  return {
    store,
    frames,
    settings,
    cleared,
    journal: () => journal,
    tell: (...observations: Observation[]) => listener({ type: 'observations', observations }),
    open: (...observations: Observation[]) =>
      listener({ type: 'journal', observations, missing: ['older frames'], seq: 1 }),
    state: (next: LinkState) => toldState(next),
    tick: () => run(),
    asked: () => asked,
    reads: () => reads,
    forget: (count: number) => {
      forgotten = count;
    },
  };
}

const mark = (text: string, at = START): Observation => ({ kind: 'marked', at, place, text, by: 'user' });
const navigated = (at: number, change: object = {}): Observation => ({
  kind: 'navigated',
  at,
  place: { ...place, ...change },
  url: 'https://app.example.com/',
});

describe('the panel’s feed', () => {
  test('publishes one session for many observations of one tick', () => {
    const { store, tell, tick, reads, journal } = setUp();
    const before = reads();
    tell(mark('a'), mark('b'));
    tell(mark('c'));
    expect(store.version.value).toBe(0);
    tick();
    expect(store.version.value).toBe(1);
    expect(reads() - before).toBe(1);
    expect(journal().length).toBe(3);
  });

  test('says what the source could not keep, and that it is connected', () => {
    const { store, open } = setUp();
    expect(store.connected.value).toBe(false);
    open();
    expect(store.connected.value).toBe(true);
    expect(store.missing.value).toEqual(['older frames']);
  });

  test('says how many requests the panel itself left out', () => {
    const { store, open, tell, tick, forget } = setUp();
    open();
    forget(400);
    tell(mark('a'));
    tick();
    expect(store.missing.value).toEqual([
      'older frames',
      '400 older requests were left out: the panel keeps the newest.',
    ]);
  });

  test('tells how the way to the source stands, and keeps what is shown', () => {
    const { store, tell, tick, state } = setUp();
    tell(mark('a'));
    tick();
    const shown = store.session.value;
    state('reconnecting');
    expect(store.link.value).toBe('reconnecting');
    expect(store.session.value).toBe(shown);
    state('connected');
    expect(store.link.value).toBe('connected');
  });

  test('a journal replaces what was told before it', () => {
    const { tell, open, tick, journal } = setUp();
    tell(mark('old'));
    open(mark('new'));
    tick();
    expect(journal().map((one) => one.kind === 'marked' && one.text)).toEqual(['new']);
  });

  test('while paused the view stands still, what goes by is counted and nothing is lost', () => {
    const { store, tell, tick, journal } = setUp();
    tell(mark('a'));
    tick();
    const shown = store.session.value;
    store.pause();
    tell(mark('b'), {
      kind: 'socket-frames',
      place,
      realm: 'r1',
      sockets: [1, 1, 1],
      seqs: [0, 1, 2],
      times: [START, START, START],
      flags: [0, 0, 0],
      sizes: [1, 1, 1],
      payloads: ['a', 'b', 'c'],
    });
    tick();
    expect(store.session.value).toBe(shown);
    expect(store.wentBy.value).toBe(4);
    store.resume();
    tick();
    expect(store.session.value).not.toBe(shown);
    expect(store.wentBy.value).toBe(0);
    expect(journal().length).toBe(3);
  });

  test('clearing forgets the selection and what was waiting', () => {
    const { store, tell, tick, journal } = setUp();
    tell(mark('a'));
    store.select({ kind: 'socket', id: 'r1.1' });
    store.clear();
    tick();
    expect(journal()).toEqual([]);
    expect(store.session.value).toBe(emptySession);
    expect(store.selection.current.value).toBeUndefined();
  });

  test('a navigation keeps everything by default, because a login crosses pages', () => {
    const { tell, tick, cleared } = setUp();
    tell(mark('a'), navigated(START + 10));
    tick();
    expect(cleared).toEqual([]);
  });

  test('without preserve a top-level navigation drops what is older than its own request', () => {
    const { store, tell, tick, cleared, journal } = setUp();
    store.settings.set('preserve', false);
    tell(
      mark('old', START),
      {
        kind: 'request-started',
        at: START + 5,
        place,
        requestId: '1',
        hop: 0,
        url: 'https://app.example.com/',
        method: 'GET',
        type: 'main_frame',
      },
      navigated(START + 10),
    );
    tick();
    expect(cleared).toEqual([START + 5]);
    expect(journal().map((one) => one.kind)).toEqual(['request-started', 'navigated']);
  });

  test.each([
    ['a frame', { frameId: 3 }],
    ['a popup', { tabId: 99 }],
  ])('without preserve a navigation of %s drops nothing', (_what, change) => {
    const { store, tell, tick, cleared } = setUp();
    store.settings.set('preserve', false);
    tell(mark('old'), navigated(START + 10, change));
    tick();
    expect(cleared).toEqual([]);
  });
});

describe('a flood', () => {
  const many = (count: number, n = 1): Observation => ({
    ...batch(...Array.from({ length: count }, (_, seq) => ({ n, seq, payload: 'x' }))),
  });

  test('is taken in pieces, so that no tick takes long', () => {
    const { tell, tick, journal, asked } = setUp();
    tell(...Array.from({ length: 5 }, (_, n) => many(1_600, n + 1)));
    tick();
    expect(journal().length).toBe(3);
    const before = asked();
    tick();
    expect(journal().length).toBe(5);
    expect(asked()).toBe(before);
  });

  test('while paused is counted and not shown, and is there on going on', () => {
    const { store, tell, tick, frames } = setUp();
    frames.append(batch({ seq: 0, payload: 'a' }));
    tell(mark('a'));
    tick();
    store.pause();
    frames.append(batch({ seq: 1, payload: 'b' }));
    tell(many(7));
    tick();
    expect(store.wentBy.value).toBe(7);
    expect(store.framesOf('r.1').count).toBe(1);
    store.resume();
    tick();
    expect(store.framesOf('r.1').count).toBe(2);
    expect(store.wentBy.value).toBe(0);
  });

  test('is held within what the settings say', () => {
    const { frames, settings } = setUp();
    settings.set('framesKept', 2_000);
    frames.append(many(5_000) as ReturnType<typeof batch>);
    expect(frames.length).toBe(2_000);
    expect(frames.dropped.frames).toBe(3_000);
  });

  test('of a muted connection is counted, also after the panel was loaded again', () => {
    const memory = createVolatileMemory();
    const { store } = setUp(memory);
    store.muting.set('r.1', true);
    const { store: again, frames } = setUp(memory);
    frames.append(many(10) as ReturnType<typeof batch>);
    expect(frames.length).toBe(0);
    expect(again.muting.wentBy('r.1')).toBe(10);
    again.muting.set('r.1', false);
    expect([...again.muting.muted.value]).toEqual([]);
  });
});

describe('the panel’s store', () => {
  test('keeps the opened connection in a list that the filter would empty', async () => {
    const { store, tell, tick } = setUp();
    tell(mark('a'));
    tick();
    store.filter.set('graph.example.com');
    const shown = () => store.sockets.value.map((socket) => socket.ordinal);
    await expect.poll(shown).toEqual([4]);
    store.select({ kind: 'socket', id: 'r1.1' });
    expect(shown()).toEqual([1, 4]);
  });

  test('relates a connection to the flow and token that opened it', () => {
    const { store, tell, tick } = setUp();
    tell(mark('a'));
    tick();
    store.select({ kind: 'socket', id: 'r1.3' });
    expect([...store.related.value.flows]).toEqual(['f1']);
    expect([...store.related.value.tokens]).toEqual(['t-acc2']);
    store.select({ kind: 'token', id: 't-acc1', flowId: 'f1' });
    expect([...store.related.value.sockets]).toEqual(['r1.1', 'r1.2']);
  });

  test('the clock is never before what is shown, however long ago it moved', () => {
    const { store, tell, tick } = setUp();
    expect(store.clock.value).toBe(START);
    tell(mark('a'));
    tick();
    expect(store.clock.value).toBe(session.span!.to);
  });

  test('a selection brings its half and tab into view', () => {
    const { store } = setUp();
    store.select({ kind: 'flow', id: 'f1' });
    expect(store.view.state.value.half).toBe('oauth');
    store.view.show({ socketTab: 'life' });
    store.select({ kind: 'frame', socketId: 'r1.1', seq: 3 });
    expect(store.view.state.value).toMatchObject({ half: 'sockets', socketTab: 'frames' });
  });

  test('selection, filter and tab outlive a reload of the panel', () => {
    const memory = createVolatileMemory();
    const first = setUp(memory).store;
    first.select({ kind: 'frame', socketId: 'r1.1', seq: 3 });
    first.filter.set('dir:in');
    const second = setUp(memory).store;
    expect(second.selection.opened.value).toEqual({ socketId: 'r1.1', frameSeq: 3 });
    expect(second.filter.text.value).toBe('dir:in');
    expect(second.view.state.value.socketTab).toBe('frames');
  });
});
