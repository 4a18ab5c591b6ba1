import { describe, expect, test } from 'vitest';
import { createBackground } from '@/utils/capture/background';
import type { BeforeRequestDetails, ResponseDetails } from '@/utils/capture/web-request-types';
import type { ToPage } from '@/utils/transport/messages';
import type { PortSender } from '@/utils/transport/port';
import { fakePorts } from '../transport/fake-port';

const BASE = 'chrome-extension://us/';
const AS = 'https://as.test';

async function start({
  stored = {} as Record<string, unknown>,
  filterResponseData = undefined as never,
} = {}) {
  const timers: (() => void)[] = [];
  const sent: [number, ToPage['type']][] = [];
  const items: Record<string, unknown> = structuredClone(stored);
  const background = createBackground({
    self: { id: 'us', base: BASE },
    storage: {
      get: async () => structuredClone(items),
      set: async (added) => void Object.assign(items, JSON.parse(JSON.stringify(added))),
      remove: async (keys) => {
        for (const key of keys) delete items[key];
      },
    },
    filterResponseData,
    sendMessage: async (tabId, message) => void sent.push([tabId, message.type]),
    openTabs: async () => [{ id: 7, url: 'https://app.test/' }],
    now: () => 1_000,
    later: (callback) => void timers.push(callback),
    log: (_, error) => {
      throw error;
    },
  });
  await new Promise<void>((resolve) => background.gate(resolve));
  const connect = (name: string, sender: PortSender) => {
    const ports = fakePorts(name, { id: 'us', ...sender });
    background.connect(ports.background);
    return ports;
  };
  const panel = (tabId: number, since?: number) => {
    const ports = connect('handshake:panel', { url: `${BASE}panel.html` });
    ports.page.postMessage({ type: 'watch', tabId, ...(since !== undefined && { since }) });
    return ports;
  };
  const devtools = (tabId: number) => {
    const ports = connect('handshake:devtools', { url: `${BASE}devtools.html` });
    ports.page.postMessage({ type: 'devtools', tabId });
    return ports;
  };
  const hook = (tabId: number) =>
    connect('handshake:hook', { url: 'https://app.test/', tab: { id: tabId }, frameId: 0 });
  const runTimers = async () => {
    for (const timer of timers.splice(0)) timer();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { ...background, sent, items, panel, devtools, hook, runTimers };
}

type Started = Awaited<ReturnType<typeof start>>;

function details(more: Partial<BeforeRequestDetails & ResponseDetails> = {}) {
  return {
    requestId: '1',
    url: `${AS}/token`,
    method: 'POST',
    type: 'xmlhttprequest',
    tabId: 7,
    frameId: 0,
    timeStamp: 500,
    initiator: 'https://app.test',
    statusCode: 200,
    responseHeaders: [{ name: 'access-control-allow-origin', value: '*' }],
    ...more,
  };
}

function tokenRequest({ capture }: Started, more: Partial<BeforeRequestDetails & ResponseDetails> = {}) {
  const request = details({ requestBody: { formData: { grant_type: ['refresh_token'] } }, ...more });
  capture.requests.beforeRequest(request);
  capture.requests.responseStarted(request);
  capture.requests.completed(request);
}

const kinds = (ports: ReturnType<Started['panel']>) =>
  ports.toPage.map((message) => {
    const { type, observations } = message as { type: string; observations: { kind: string }[] };
    return `${type}: ${observations.map(({ kind }) => kind).join(' ')}`;
  });

const reasons = (ports: ReturnType<Started['panel']>) =>
  ports.toPage
    .flatMap((message) => (message as { observations: { body?: { reason?: string } }[] }).observations)
    .flatMap(({ body }) => body?.reason ?? []);

describe('panels', () => {
  test('a panel gets what came before it, and then what comes', async () => {
    const background = await start();
    tokenRequest(background);
    const panel = background.panel(7);
    expect(kinds(panel)).toEqual([
      'journal: request-started response-started request-completed response-body',
    ]);
    background.capture.requests.beforeRequest(
      details({ requestId: '2', type: 'websocket', url: 'wss://x.test/' }),
    );
    expect(kinds(panel).slice(1)).toEqual(['observations: request-started']);
  });

  test('a panel that comes back gets only what it has not seen', async () => {
    const background = await start();
    tokenRequest(background);
    const { seq } = background.panel(7).toPage[0] as { seq: number };
    expect(kinds(background.panel(7, seq))).toEqual(['journal: ']);
    expect(kinds(background.panel(7, seq - 1))).toEqual(['journal: response-body']);
  });

  test('clearing empties the journal of the group for every panel of it', async () => {
    const background = await start();
    tokenRequest(background);
    const [one, other] = [background.panel(7), background.panel(7)];
    one.page.postMessage({ type: 'clear' });
    expect(kinds(one).at(-1)).toBe('journal: ');
    expect(kinds(other)).toHaveLength(2);
    expect(kinds(background.panel(7))).toEqual(['journal: ']);
  });

  test("a popup's requests belong to the tab that opened it", async () => {
    const background = await start();
    const panel = background.panel(7);
    background.capture.navigation.tabOpened({
      kind: 'tab-opened',
      at: 1,
      place: { tabId: 8, frameId: 0 },
      openerTabId: 7,
      url: `${AS}/authorize`,
    });
    tokenRequest(background, { tabId: 8 });
    tokenRequest(background, { tabId: 9 });
    expect(kinds(panel).slice(1)).toEqual([
      'observations: tab-opened',
      'observations: request-started',
      'observations: response-started',
      'observations: request-completed',
      'observations: response-body',
    ]);
  });

  test("a service worker's requests belong to the tabs of its origin", async () => {
    const background = await start();
    const panel = background.panel(7);
    tokenRequest(background, { tabId: -1, frameId: -1 });
    tokenRequest(background, { tabId: -1, frameId: -1, initiator: 'https://other.test' });
    expect(kinds(panel).filter((line) => line.includes('request-started'))).toHaveLength(1);
  });
});

describe('hooks', () => {
  const opened = { kind: 'socket-opened', socket: 'r.1', at: 5, protocol: '', extensions: '' };
  const columns = { sockets: [1], seqs: [0], times: [1], flags: [0], sizes: [2], payloads: ['hi'] };
  const frames = { kind: 'socket-frames', realm: 'r', ...columns };

  test('a bridge is told whether somebody watches its tab, and tabs when that changes', async () => {
    const background = await start();
    expect(background.hook(7).toPage).toEqual([{ type: 'unwatch' }]);
    const panel = background.panel(7);
    expect(background.hook(7).toPage).toEqual([{ type: 'watch' }]);
    expect(background.hook(9).toPage).toEqual([{ type: 'unwatch' }]);
    panel.page.disconnect();
    expect(background.sent).toEqual([
      [7, 'watch'],
      [7, 'unwatch'],
    ]);
  });

  test('frames reach who watches and are kept by nobody, a lifecycle is kept once; each batch is acknowledged', async () => {
    const background = await start();
    const panel = background.panel(7);
    const hook = background.hook(7);
    hook.page.postMessage({ type: 'observations', observations: [opened, frames] });
    hook.page.postMessage({ type: 'observations', observations: [opened] });
    expect(kinds(panel).slice(1)).toEqual(['observations: socket-opened socket-frames']);
    expect(hook.toPage.slice(1)).toEqual([
      { type: 'ack', batches: 1 },
      { type: 'ack', batches: 1 },
    ]);
    expect(kinds(background.panel(7))).toEqual(['journal: socket-opened']);
  });
});

describe('bodies from DevTools', () => {
  test.each([
    ['devtools-closed', undefined],
    ['other-tab', 8],
  ])('a missing body is said to be missing: %s', async (reason, inspected) => {
    const background = await start();
    background.capture.navigation.tabOpened({
      kind: 'tab-opened',
      at: 1,
      place: { tabId: 8, frameId: 0 },
      openerTabId: 7,
      url: AS,
    });
    if (inspected !== undefined) background.devtools(inspected);
    const panel = background.panel(7);
    tokenRequest(background);
    expect(reasons(panel)).toEqual([reason]);
  });

  test('a response that the page may not read is said to be kept from it', async () => {
    const background = await start();
    background.devtools(7);
    const panel = background.panel(7);
    tokenRequest(background, { responseHeaders: [] });
    expect(reasons(panel)).toEqual(['cors']);
  });

  const body = (startedAt: number) => ({
    kind: 'response-body',
    at: startedAt,
    source: 'devtools.network',
    request: { url: `${AS}/token`, method: 'POST', startedAt },
    body: { state: 'text', text: '{}' },
  });

  test.each(['before', 'after'])(
    'a body that comes %s the end of its request is not missed',
    async (when) => {
      const background = await start();
      const devtools = background.devtools(7);
      const panel = background.panel(7);
      const come = () => devtools.page.postMessage({ type: 'observations', observations: [body(501)] });
      if (when === 'before') come();
      tokenRequest(background);
      if (when === 'after') come();
      await background.runTimers();
      expect(reasons(panel)).toEqual([]);
      expect(kinds(panel).filter((line) => line.endsWith('response-body'))).toHaveLength(1);
    },
  );

  test('a body that does not come in time is said to be missing', async () => {
    const background = await start();
    background.devtools(7);
    const panel = background.panel(7);
    tokenRequest(background);
    expect(reasons(panel)).toEqual([]);
    await background.runTimers();
    expect(reasons(panel)).toEqual(['browser-error']);
  });

  test('endpoints named by metadata are told to devtools pages and qualify from then on', async () => {
    const background = await start();
    const devtools = background.devtools(7);
    const panel = background.panel(7);
    const url = `${AS}/.well-known/openid-configuration`;
    const text = JSON.stringify({
      issuer: AS,
      jwks_uri: `${AS}/k1`,
      token_endpoint: 'not a URL',
      __proto__: 1,
    });
    const metadata = {
      ...body(1),
      request: { url, method: 'GET', startedAt: 1 },
      body: { state: 'text', text },
    };
    devtools.page.postMessage({ type: 'observations', observations: [metadata] });
    expect(devtools.toPage.at(-1)).toEqual({ type: 'learned', endpoints: [[`${AS}/k1`, 'jwks']] });
    background.capture.requests.beforeRequest(details({ method: 'GET', url: `${AS}/k1` }));
    expect(kinds(panel).at(-1)).toBe('observations: request-started');
  });
});

describe("the background's death", () => {
  test('the journal, requests in flight, groups and learned endpoints outlive it', async () => {
    const before = await start();
    before.capture.navigation.tabOpened({
      kind: 'tab-opened',
      at: 1,
      place: { tabId: 8, frameId: 0 },
      openerTabId: 7,
      url: AS,
    });
    tokenRequest(before);
    const pending = details({
      requestId: '2',
      requestBody: { formData: { grant_type: ['password'] } },
      tabId: 8,
    });
    before.capture.requests.beforeRequest(pending);
    await before.runTimers();

    const after = await start({ stored: before.items });
    const panel = after.panel(7);
    expect(kinds(panel)[0]).toMatch(/^journal: tab-opened .*request-started$/);
    after.capture.requests.completed(pending);
    expect(kinds(panel)[1]).toBe('observations: request-completed');
    after.capture.requests.beforeRequest(details({ requestId: '3', url: `${AS}/token?x=1`, method: 'POST' }));
    expect(kinds(panel).at(-1)).toBe('observations: request-started');
  });

  test('events that wake it wait until its state has been read', () => {
    const seen: string[] = [];
    const background = createBackground({
      self: { id: 'us', base: BASE },
      storage: { get: () => new Promise(() => {}), set: async () => {}, remove: async () => {} },
      sendMessage: async () => {},
      openTabs: async () => [],
      now: () => 0,
      later: () => {},
      log: () => {},
    });
    background.gate(() => seen.push('event'));
    expect(seen).toEqual([]);
  });

  test('a group is forgotten when its last tab has closed', async () => {
    const background = await start();
    tokenRequest(background);
    await background.runTimers();
    expect(Object.keys(background.items)).toContain('journal/7');
    background.capture.navigation.tabClosed(7);
    await background.runTimers();
    expect(Object.keys(background.items)).toEqual(['capture']);
  });
});
