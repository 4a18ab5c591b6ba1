import { createTimeSpans } from '@/utils/panel/time-span';
// @vitest-environment happy-dom

import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OAuthHalf, type OAuthStore } from '@/components/oauth/OAuthHalf';
import { createSelection, createSettings, createVolatileMemory, type Selection } from '@/utils/panel';
import { createViewState, viewOf } from '@/utils/panel/view-state';
import type { Session } from '@/utils/session/model';
import { flow, parameter, session, socket, step, T0, token } from './support';

const secret = 'SECRET-0123456789-SECRET';
const tokenStep = step('token_request', 2, {
  exchangeId: '1:0',
  issued: ['a'],
  request: [parameter('code', secret, { secret: true }), parameter('client_id', 'shop')],
});
const login = flow({
  steps: [
    step('authorization_request', 1),
    tokenStep,
    step('websocket_use', 3, { to: 'resource-server', socketId: 'r.1' }),
  ],
  tokenIds: ['a'],
  socketIds: ['r.1'],
  pkce: { challenge: 'c', method: 'S256', verifier: secret, verified: true },
});
const world = session({
  flows: [login, flow({ id: 'f2', ordinal: 2 })],
  tokens: [
    token('a', {
      value: secret,
      issuedBy: tokenStep.id,
      uses: [{ at: T0, socketId: 'r.1', carrier: 'ws-query', to: 'wss://live.example.com' }],
    }),
  ],
  sockets: [socket('r.1', 12)],
  exchanges: new Map([
    [
      '1:0',
      {
        id: '1:0',
        requestId: '1',
        hop: 0,
        place: { tabId: 1, frameId: 0 },
        type: 'xmlhttprequest',
        method: 'POST',
        url: `https://login.example.com/token?code=${secret}`,
        startedAt: T0,
        requestHeaders: [{ name: 'Cookie', value: 'sid=SECRET-COOKIE' }],
        responseBody: { state: 'text', text: JSON.stringify({ access_token: secret }) },
        status: 200,
      },
    ],
  ]),
});

let root: HTMLElement;
beforeEach(() => {
  root = document.createElement('main');
  document.body.append(root);
});
afterEach(() => {
  render(null, root);
  root.remove();
});

async function open(shown: Session, ...path: Selection[]): Promise<OAuthStore> {
  const memory = createVolatileMemory();
  const selection = createSelection(memory);
  const view = createViewState(memory);
  const store: OAuthStore = {
    session: signal(shown),
    flows: signal(shown.flows),
    spans: createTimeSpans(memory),
    selection,
    view,
    select(next) {
      view.show(viewOf(next));
      selection.select(next);
    },
    now: () => T0,
    settings: createSettings(memory),
  };
  for (const place of path) store.select(place);
  act(() => render(<OAuthHalf store={store} />, root));
  // A flow's detail comes with its own chunk.
  if (path.length) {
    await vi.waitFor(() => expect(find('[role="tablist"]')).toHaveLength(1), { timeout: 10_000 });
  }
  return store;
}

const find = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];
const named = (name: RegExp) =>
  find('button').find((button) => name.test(button.getAttribute('aria-label') ?? button.textContent ?? ''))!;
const press = (element: Element, key: string) =>
  act(
    () => void element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
  );

test('with no flow it says what to do and what no browser can show', async () => {
  await open(session());
  expect(root.textContent).toMatch(/Sign in on the page/);
  expect(root.textContent).toMatch(/never passes through a\s+browser/);
});

test.each<[string, Selection, number]>([
  ['a step', { kind: 'step', id: tokenStep.id, flowId: 'f1' }, 4],
  ['its tokens', { kind: 'token', id: 'a', flowId: 'f1' }, 1],
])('no secret stands in the page before it is asked for: %s', async (_, selection, masks) => {
  await open(world, selection);
  expect(find('button[aria-label^="Show the"]').length).toBeGreaterThanOrEqual(masks);
  expect(root.innerHTML).not.toContain('SECRET');
  act(() => find('button[aria-label^="Show the"]')[0]!.click());
  expect(root.textContent).toContain(secret);
});

test('arrow keys walk the flows and select them', async () => {
  const store = await open(world, { kind: 'flow', id: 'f1' });
  const flows = find('[data-flow]');
  expect(flows.map((button) => button.tabIndex)).toEqual([0, -1]);
  flows[0]!.focus();
  press(flows[0]!, 'ArrowDown');
  expect(store.selection.current.value).toEqual({ kind: 'flow', id: 'f2' });
});

test('arrow keys walk the steps, one of which takes the Tab key; opening one shows it', async () => {
  const store = await open(world, { kind: 'flow', id: 'f1' });
  const steps = find('[data-step]');
  expect(steps.map((button) => button.tabIndex)).toEqual([0, -1, -1]);
  steps[0]!.focus();
  press(steps[0]!, 'End');
  expect(document.activeElement).toBe(steps[2]);
  press(steps[2]!, 'ArrowUp');
  expect(document.activeElement).toBe(steps[1]);
  act(() => steps[1]!.click());
  expect(store.selection.opened.value.stepId).toBe(tokenStep.id);
  expect(find('[aria-label="Step 2"]')).toHaveLength(1);
});

test('a WebSocket’s use leads to its connection', async () => {
  const store = await open(world, { kind: 'step', id: 'e3/websocket_use', flowId: 'f1' });
  act(() => find('[aria-label="Step 3"] button[aria-label^="Connection #12"]')[0]!.click());
  expect(store.selection.current.value).toEqual({ kind: 'socket', id: 'r.1' });
});

test('a token’s use leads to its connection, its issue to its step', async () => {
  const store = await open(world, { kind: 'token', id: 'a', flowId: 'f1' });
  act(() => named(/^Connection #12, live/).click());
  expect(store.selection.current.value).toEqual({ kind: 'socket', id: 'r.1' });
  act(() => named(/^step 2,?/).click());
  expect(store.selection.current.value).toMatchObject({ kind: 'step', id: tokenStep.id });
});

test('a tab stays chosen until something is selected that another tab shows', async () => {
  const store = await open(world, { kind: 'flow', id: 'f1' });
  const tab = () => find('[role="tab"][aria-selected="true"]')[0]!.textContent;
  act(() => find('[role="tab"]').at(-1)!.click());
  expect(tab()).toBe('Compare');
  act(() => store.select({ kind: 'token', id: 'a', flowId: 'f1' }));
  expect(tab()).toMatch(/^Tokens/);
});

test('two flows stand side by side: what differs, without a secret, and all of it when asked', async () => {
  const refused = step('token_request', 2, {
    id: 'e9/token_request',
    outcome: { state: 'oauth-error', code: 'invalid_grant' },
    request: [parameter('code', `${secret}-2`, { secret: true }), parameter('client_id', 'other')],
  });
  const failed = flow({ id: 'f3', ordinal: 3, steps: [step('authorization_request', 1), refused] });
  const store = await open({ ...world, flows: [login, failed] }, { kind: 'flow', id: 'f3' });
  act(() => store.view.show({ flowTab: 'compare' }));
  await vi.waitFor(() => expect(find('table')).toHaveLength(1), { timeout: 10_000 });
  expect(root.textContent).toMatch(/They part at the Token request: F3 invalid_grant, F1 succeeded\./);
  const rows = () => find('tbody th[scope="row"] code').map((name) => name.textContent);
  expect(rows()).toEqual(['client_id']);
  act(() => find('input[type="checkbox"]')[0]!.click());
  expect(rows()).toEqual(['code', 'client_id']);
  expect(root.innerHTML).not.toContain('SECRET');
  act(() => named(/^Open step 2 of F1/).click());
  expect(store.selection.current.value).toEqual({ kind: 'step', id: tokenStep.id, flowId: 'f1' });
});

test('tokens stand as a tree, each once, whatever is claimed of their parents', async () => {
  const tokens = [
    token('c', { kind: 'code', childIds: ['a', 'r'] }),
    token('a', { parentId: 'c', uses: [{ at: T0, socketId: 'r.1', carrier: 'ws-query', to: 'wss://l' }] }),
    token('r', { kind: 'refresh', parentId: 'c', boundKey: 'jkt' }),
    token('a2', { parentId: 'r' }),
    token('x', { parentId: 'y' }),
    token('y', { parentId: 'x' }),
  ];
  const whole = session({ flows: [flow({ tokenIds: tokens.map(({ id }) => id) })], tokens });
  const store = await open(whole, { kind: 'token', id: 'a', flowId: 'f1' });
  const tree = find('section[aria-label="Token tree"]')[0]!;
  const outline = (list: Element): unknown[] =>
    [...list.children].map((item) => {
      const [name] = [item.querySelector('button')!.textContent];
      const below = item.querySelector(':scope > ul');
      return below ? [name, ...outline(below)] : name;
    });
  expect(outline(tree.firstElementChild!)).toEqual([
    ['Authorization code', 'Access token', ['Refresh token', 'Access token']],
    'Access token',
    'Access token',
  ]);
  expect(tree.textContent).toMatch(/used once, 1 connection/);
  expect(tree.textContent).toMatch(/bound to a key/);
  act(() => tree.querySelector('button')!.click());
  expect(store.selection.current.value).toMatchObject({ kind: 'token', id: 'c' });
});
