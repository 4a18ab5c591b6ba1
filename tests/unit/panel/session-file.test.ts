import { describe, expect, test } from 'vitest';
import { readSession } from '@/utils/exchange';
import {
  createLoadedSource,
  createPanelStore,
  createSettings,
  createVolatileMemory,
  createWorkspace,
  type PanelSource,
} from '@/utils/panel';
import { browserOf, receiptSums, sessionText } from '@/utils/panel/session-file';
import { createSessionFold } from '@/utils/session';
import type { Observation } from '@/utils/session/observations';
import { created, frames, opened, PAGE, T0 } from '../support/journal';

const SECRET = 'sk-live-0123456789abcdef';
const seen: Observation[] = [
  { kind: 'navigated', at: T0, place: PAGE, url: `https://app.example/in?code=${SECRET}#x` },
  created('r.1', 5, { url: `wss://api.example/ws?access_token=${SECRET}` }),
  opened('r.1', 9),
  frames({ seq: 0, sent: true, payload: `{"token":"${SECRET}"}`, at: 12 }),
];

const options = {
  key: new Uint8Array(32).fill(7),
  now: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  generator: { name: 'Handshake', version: '1.0.0' },
  pause: async () => {},
};

function folded() {
  const fold = createSessionFold();
  fold.apply(seen);
  return { journal: fold.journal, frames: fold.frames, session: fold.session };
}

const storeFor = (observations: readonly Observation[]) => storeOf(createLoadedSource(observations));

const storeOf = (source: PanelSource, name?: string) =>
  createPanelStore({
    fold: createSessionFold(),
    source,
    settings: createSettings(createVolatileMemory()),
    memory: createVolatileMemory(),
    now: () => 0,
    schedule: (run) => ({ request: run, cancel() {} }),
    every: () => () => {},
    ...(name && { file: { name, header: { exportedAt: '', generator: options.generator } } }),
  });

describe('a session file of the panel', () => {
  test('holds the session without its secrets, and says what was redacted how often', async () => {
    const { parts, name, receipt } = await sessionText(folded(), options);
    const text = parts.join('');
    expect(name).toBe('2026-01-02T03-04-05.handshake.json');
    expect(text).not.toContain(SECRET);
    expect(receiptSums(receipt).reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(3);
    const read = readSession(text);
    expect(read).toMatchObject({ ok: true, session: { page: { url: 'https://app.example/in' } } });
  });

  test.each([
    [{ profile: 'fapi2', checks: { 'oauth/implicit-grant': 'off' } }, true],
    [{ checks: {} }, false],
  ] as const)('takes the rules %o along where they say something', async (rules, taken) => {
    const { parts } = await sessionText({ ...folded(), rules }, options);
    const read = readSession(parts.join(''));
    expect(read.ok && read.session.rules).toEqual(taken ? rules : undefined);
  });

  test('opens in the panel as the same connections and frames, read only, and closes again', async () => {
    const { parts } = await sessionText(folded(), options);
    const live = storeFor([]);
    const workspace = createWorkspace({
      live,
      read: async (text) => readSession(text),
      storeOf: (source, file) => storeOf(source, file.name),
    });
    await workspace.open({ name: 'a.handshake.json', text: async () => parts.join('') });
    const shown = workspace.store.value;
    expect(shown.file?.name).toBe('a.handshake.json');
    expect(shown.session.value.sockets).toMatchObject([{ id: 'r.1', sent: { frames: 1 } }]);
    workspace.close();
    expect(workspace.store.value).toBe(live);
  });

  test('that is none is refused by name, and what was shown stays', async () => {
    const live = storeFor([]);
    const workspace = createWorkspace({
      live,
      read: async (text) => readSession(text),
      storeOf: () => storeFor([]),
    });
    await workspace.open({ name: 'notes.txt', text: async () => 'hello' });
    expect(workspace.problem.value).toMatch(/^notes\.txt: This is not a session file/);
    expect(workspace.store.value).toBe(live);
  });
});

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    'Chrome',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox'],
])('%s is %s', (userAgent, name) => {
  expect(browserOf(userAgent)).toMatchObject({ name, platform: 'Linux x86_64' });
});
