import { signal } from '@preact/signals';
import { describe, expect, test } from 'vitest';
import { createFeed } from '@/utils/panel/feed';
import type { SourceListener } from '@/utils/panel/source';
import { createSessionFold } from '@/utils/session';
import type { Observation, Place } from '@/utils/session/observations';
import { created, frames, opened, PAGE, T0 } from '../support/journal';

const NEXT_PAGE: Place = { ...PAGE, documentId: 'doc-2' };

const navigation: Observation[] = [
  {
    kind: 'request-started',
    at: T0 + 1_000,
    place: PAGE,
    requestId: '7',
    hop: 0,
    url: 'https://app.example/next',
    method: 'GET',
    type: 'main_frame',
  },
  { kind: 'navigated', at: T0 + 1_100, place: NEXT_PAGE, url: 'https://app.example/next' },
];

function setUp() {
  let listener: SourceListener = () => {};
  const fold = createSessionFold();
  const feed = createFeed({
    fold,
    source: {
      subscribe(to) {
        listener = to;
        return () => {};
      },
      clear() {},
      close() {},
    },
    schedule: (run) => ({ request: run, cancel() {} }),
    preserve: signal(false),
    tabId: PAGE.tabId,
  });
  let seq = 0;
  return {
    fold,
    sockets: () => feed.session.value.sockets.map(({ id }) => id),
    tell: (...observations: Observation[]) =>
      listener({ type: 'observations', observations, seq: seq++ } as Parameters<SourceListener>[0]),
  };
}

describe('a page that is left, not preserved', () => {
  test('takes its open connections with it, though none of them was seen to close', () => {
    const { tell, sockets } = setUp();
    tell(created('r.1', 0), opened('r.1', 5));
    expect(sockets()).toEqual(['r.1']);
    tell(...navigation);
    expect(sockets()).toEqual([]);
  });

  test('keeps what the new page has opened by then', () => {
    const { tell, sockets } = setUp();
    tell(created('r.1', 0), opened('r.1', 5));
    tell(...navigation, created('s.1', 1_150, { place: NEXT_PAGE }));
    expect(sockets()).toEqual(['s.1']);
  });

  test('brings nothing back with what comes late of it', () => {
    const { fold, tell, sockets } = setUp();
    tell(created('r.1', 0), opened('r.1', 5), ...navigation);
    tell(created('r.2', 900), frames({ seq: 0, at: 950, payload: 'late' }));
    expect(sockets()).toEqual([]);
    expect(fold.frames.length).toBe(0);
  });
});
