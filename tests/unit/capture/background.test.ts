import { describe, expect, test } from 'vitest';
import { createBackground } from '@/utils/capture/background';
import type { BeforeRequestDetails, ResponseDetails } from '@/utils/capture/web-request-types';
import type { ToPage } from '@/utils/transport/messages';
import type { PortSender } from '@/utils/transport/port';
import { fakePorts } from '../transport/fake-port';

const BASE = 'chrome-extension://us/';
const AS = 'https://as.test';
const AUTHORIZE = `${AS}/go?client_id=c&response_type=code&redirect_uri=https://app.test/cb`;

async function start({
  stored = {} as Record<string, unknown>,
  filterResponseData = undefined as never,
} = {}) {
  let timers: { callback: () => void; delay: number }[] = [];
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
    fetchDocument: async () => ({ ok: false, error: 'network' }),
    now: () => 1_000,
    later: (callback, delay) => void timers.push({ callback, delay }),
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
  const runTimers = async (within = Infinity) => {
    const due = timers.filter(({ delay }) => delay <= within);
    timers = timers.filter(({ delay }) => delay > within);
    for (const { callback } of due) callback();
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

  test('clearing empties the journal, but not what another panel of the group shows', async () => {
    const background = await start();
    tokenRequest(background);
    const [one, other] = [background.panel(7), background.panel(7)];
    one.page.postMessage({ type: 'clear' });
    expect(kinds(one).at(-1)).toBe('journal: ');
    expect(kinds(other)).toHaveLength(1);
    expect(kinds(background.panel(7))).toEqual([
      'journal: request-started response-started request-completed response-body',
    ]);
    const { seq } = one.toPage.at(-1) as { seq: number };
    expect(kinds(background.panel(7, seq))).toEqual(['journal: ']);
  });

  test('clearing in the only panel of a group leaves nothing', async () => {
    const background = await start();
    tokenRequest(background);
    const panel = background.panel(7);
    panel.page.postMessage({ type: 'clear' });
    expect(kinds(panel).at(-1)).toBe('journal: ');
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
      url: AUTHORIZE,
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

  const opensTab = ({ capture }: Started, url: string) =>
    capture.navigation.tabOpened({
      kind: 'tab-opened',
      at: 1,
      place: { tabId: 8, frameId: 0 },
      openerTabId: 7,
      url,
    });
  const navigates = ({ capture }: Started, url: string, requestId = '5') =>
    capture.requests.beforeRequest(
      details({ requestId, url, method: 'GET', type: 'main_frame', tabId: 8, requestBody: null }),
    );

  test('a tab that a link opened is a group of its own, unwatched, until somebody signs in there', async () => {
    const background = await start();
    const panel = background.panel(7);
    opensTab(background, 'https://app.test/login');
    tokenRequest(background, { tabId: 8 });
    expect(kinds(panel)).toHaveLength(1);
    expect(background.hook(8).toPage).toEqual([{ type: 'unwatch' }]);
    navigates(background, 'https://app.test/login');
    navigates(background, AUTHORIZE);
    expect(kinds(panel).slice(1)).toEqual([
      'observations: tab-opened',
      'observations: request-started response-started request-completed response-body',
      'observations: request-started',
      'observations: request-started',
    ]);
    expect(background.sent.at(-1)).toEqual([8, 'watch']);
    expect(background.hook(8).toPage).toEqual([{ type: 'watch' }]);
  });

  test('who opened a tab outlives the background', async () => {
    const before = await start();
    opensTab(before, 'https://app.test/login');
    await before.runTimers();
    const after = await start({ stored: before.items });
    navigates(after, AUTHORIZE);
    expect(kinds(after.panel(7))).toEqual(['journal: tab-opened request-started']);
  });

  test('a tab that is inspected by itself stays by itself', async () => {
    const background = await start();
    opensTab(background, 'https://app.test/login');
    const [opener, own] = [background.panel(7), background.panel(8)];
    navigates(background, AUTHORIZE);
    expect(kinds(own).slice(1)).toEqual(['observations: request-started']);
    expect(kinds(opener)).toHaveLength(1);
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
  const frames = { kind: 'socket-frames', realm: 'r', rows: [1, 0, 1, 0, 2, 2], text: 'hi', bytes: null };

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
    expect(hook.toPage.slice(1)).toEqual([{ type: 'ack' }, { type: 'ack' }]);
    expect(kinds(background.panel(7))).toEqual(['journal: socket-opened']);
  });
});

describe('bodies from DevTools', () => {
  /** Less than it takes to give a body up (ms). */
  const SOON = 200;

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
      url: AUTHORIZE,
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

  const asked = (ports: ReturnType<Started['devtools']>) =>
    (ports.toPage as { wanted: { requestId: string; first?: unknown }[] }[]).flatMap(({ wanted }) =>
      wanted.filter(({ first }) => !first).map(({ requestId }) => requestId),
    );
  const text = { state: 'text', text: '{"access_token":"t"}' };
  const answer = (ports: ReturnType<Started['devtools']>, requestId: string, body: unknown = text) =>
    ports.page.postMessage({ type: 'bodies', found: [{ requestId, hop: 0, body }] });

  test('DevTools is asked for a body by the id of its request, once the page has had time to clean its address', async () => {
    const background = await start();
    const devtools = background.devtools(7);
    const panel = background.panel(7);
    tokenRequest(background);
    expect(devtools.toPage).toEqual([]);
    await background.runTimers(SOON);
    expect(devtools.toPage).toEqual([
      {
        type: 'bodies',
        wanted: [
          {
            requestId: '1',
            hop: 0,
            url: `${AS}/token`,
            method: 'POST',
            startedAt: 500,
            body: { state: 'form', fields: [['grant_type', 'refresh_token']] },
          },
        ],
      },
    ]);
    answer(devtools, '1');
    expect(panel.toPage.at(-1)).toMatchObject({
      observations: [{ kind: 'response-body', request: { requestId: '1', hop: 0 }, body: text }],
    });
    answer(devtools, '1');
    await background.runTimers(SOON);
    expect(kinds(panel).filter((line) => line.endsWith('response-body'))).toHaveLength(1);
    expect(reasons(panel)).toEqual([]);
  });

  test('a body of which something was withheld is not compared with what DevTools shows', async () => {
    const background = await start();
    const devtools = background.devtools(7);
    const requestBody = { formData: { password: ['hunter2'] } };
    tokenRequest(background, { url: AUTHORIZE, type: 'main_frame', requestBody, statusCode: 400 });
    await background.runTimers(SOON);
    expect(devtools.toPage).toMatchObject([{ wanted: [{ requestId: '1' }] }]);
    expect(JSON.stringify(devtools.toPage)).not.toContain('"body"');
  });

  test('nothing is asked for while another wanted exchange of the tab is under way, unless the page is left', async () => {
    const background = await start();
    const devtools = background.devtools(7);
    const under = details({ requestId: '2', requestBody: { formData: { grant_type: ['password'] } } });
    background.capture.requests.beforeRequest(under);
    tokenRequest(background);
    await background.runTimers(SOON);
    await background.runTimers(SOON);
    expect(asked(devtools)).toEqual([]);
    background.capture.navigation.leaving(7);
    expect(asked(devtools)).toEqual(['1']);
    background.capture.requests.completed(under);
    await background.runTimers(SOON);
    expect(asked(devtools)).toEqual(['1', '2']);
  });

  test('a page that was to be left and stayed is not hurried', async () => {
    const background = await start();
    const devtools = background.devtools(7);
    background.capture.navigation.leaving(7);
    background.capture.navigation.stayed(7);
    tokenRequest(background);
    expect(asked(devtools)).toEqual([]);
    await background.runTimers(1);
    expect(asked(devtools)).toEqual([]);
    await background.runTimers(SOON);
    expect(asked(devtools)).toEqual(['1']);
  });

  test('nothing is listed while the address holds an authorization response, which the page is about to clean', async () => {
    const background = await start();
    const devtools = background.devtools(7);
    const show = (url: string, sameDocument: boolean) =>
      background.capture.navigation.navigated({
        kind: 'navigated',
        at: 1,
        place: { tabId: 7, frameId: 0 },
        url,
        sameDocument,
      });
    show('https://app.test/callback?code=c&state=s', false);
    tokenRequest(background);
    await background.runTimers(SOON);
    await background.runTimers(SOON);
    expect(asked(devtools)).toEqual([]);
    show('https://app.test/', true);
    await background.runTimers(SOON);
    expect(asked(devtools)).toEqual(['1']);
  });

  test.each([
    ['when the page was left', true, 'page-left'],
    ['otherwise', false, 'url-changed'],
  ])('an entry that DevTools forgot says why: %s', async (_, left, reason) => {
    const background = await start();
    const devtools = background.devtools(7);
    const panel = background.panel(7);
    tokenRequest(background);
    if (left) background.capture.navigation.leaving(7);
    else await background.runTimers(SOON);
    answer(devtools, '1', { state: 'unavailable', reason: 'url-changed' });
    expect(reasons(panel)).toEqual([reason]);
  });

  test('a body that does not come in time is said to be missing, and is taken when it comes late', async () => {
    const background = await start();
    const devtools = background.devtools(7);
    const panel = background.panel(7);
    tokenRequest(background);
    await background.runTimers(SOON);
    expect(reasons(panel)).toEqual([]);
    await background.runTimers();
    expect(reasons(panel)).toEqual(['browser-error']);
    answer(devtools, '1');
    expect(panel.toPage.at(-1)).toMatchObject({ observations: [{ body: text }] });
  });

  test('a devtools page that starts is asked for what ended before it', async () => {
    const background = await start();
    const panel = background.panel(7);
    tokenRequest(background);
    tokenRequest(background, { requestId: '2', tabId: 9 });
    expect(reasons(panel)).toEqual(['devtools-closed']);
    const devtools = background.devtools(7);
    await background.runTimers(SOON);
    expect(asked(devtools)).toEqual(['1']);
    answer(devtools, '1');
    expect(panel.toPage.at(-1)).toMatchObject({ observations: [{ body: text }] });
  });

  test('what it does not know from before it started is not said to be missing twice', async () => {
    const background = await start();
    const panel = background.panel(7);
    tokenRequest(background);
    const devtools = background.devtools(7);
    await background.runTimers(SOON);
    answer(devtools, '1', { state: 'unavailable', reason: 'page-left' });
    expect(reasons(panel)).toEqual(['devtools-closed']);
  });

  test("a service worker's body is asked of every devtools page of its origin, and the first that has it answers", async () => {
    const background = await start();
    background.capture.navigation.tabOpened({
      kind: 'tab-opened',
      at: 1,
      place: { tabId: 8, frameId: 0 },
      openerTabId: 7,
      url: AUTHORIZE,
    });
    const [one, other] = [background.devtools(7), background.devtools(8)];
    const panel = background.panel(7);
    tokenRequest(background, { tabId: -1, frameId: -1 });
    await background.runTimers(SOON);
    expect([asked(one), asked(other)]).toEqual([['1'], ['1']]);
    answer(one, '1', { state: 'unavailable', reason: 'page-left' });
    expect(reasons(panel)).toEqual([]);
    answer(other, '1');
    expect(panel.toPage.at(-1)).toMatchObject({ observations: [{ body: text }] });
  });

  test('endpoints named by metadata qualify from then on', async () => {
    const background = await start();
    const devtools = background.devtools(7);
    const panel = background.panel(7);
    const url = `${AS}/.well-known/openid-configuration`;
    const metadata = { issuer: AS, jwks_uri: `${AS}/k1`, token_endpoint: 'not a URL', __proto__: 1 };
    tokenRequest(background, { method: 'GET', url, requestBody: null });
    await background.runTimers(SOON);
    answer(devtools, '1', { state: 'text', text: JSON.stringify(metadata) });
    background.capture.requests.beforeRequest(details({ requestId: '2', method: 'GET', url: `${AS}/k1` }));
    expect(kinds(panel).at(-1)).toBe('observations: request-started');
  });

  test('where a registration is managed is known from its answer, query included, and is read from then on', async () => {
    const background = await start();
    const devtools = background.devtools(7);
    const panel = background.panel(7);
    const uri = `${AS}/client?id=1`;
    const raw = [{ bytes: new TextEncoder().encode('{"redirect_uris":["https://app.test/cb"]}').buffer }];
    tokenRequest(background, { url: `${AS}/new`, requestBody: { raw }, statusCode: 201 });
    await background.runTimers(SOON);
    const information = { client_id: '1', registration_client_uri: uri, registration_access_token: 'r' };
    answer(devtools, '1', { state: 'text', text: JSON.stringify(information) });
    const { requests } = background.capture;
    const seen = (method: string, url: string) => {
      const before = panel.toPage.length;
      requests.beforeRequest(details({ requestId: `${method} ${url}`, method, url }));
      return panel.toPage.length > before;
    };
    expect(['DELETE', 'PUT', 'GET'].map((method) => seen(method, uri))).toEqual([true, true, true]);
    expect([`${AS}/client?id=2`, `${AS}/client`].map((url) => seen('GET', url))).toEqual([false, false]);
    const asked = details({ requestId: `GET ${uri}`, method: 'GET', url: uri });
    expect(requests.headersReceived(asked)).toMatchObject({ kind: 'registration' });
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
      url: AUTHORIZE,
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
    expect(kinds(panel).slice(1, 3)).toEqual([
      'observations: response-started',
      'observations: request-completed',
    ]);
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
      fetchDocument: async () => ({ ok: false, error: 'network' }),
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
