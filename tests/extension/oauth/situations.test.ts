import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../axe.ts';
import { BROWSERS, launchBrowser } from '../drivers/index.ts';
import { openTab, readFlows } from '../panel-reader.ts';
import { alarms } from './support/findings.ts';
import { type Lab, startLab } from './support/lab.ts';
import { html, json, redirect } from './support/odd-server.ts';
import { outline } from './support/outline.ts';
import { recordSession } from './support/recorder.ts';
import { openStage, type Stage } from './support/stage.ts';

/** The redirect back that a request asks for, with an answer of the test's. */
const answering = (fields: Record<string, string>) => (request: IncomingMessage) => {
  const query = new URL(request.url!, 'http://odd').searchParams;
  return `${query.get('redirect_uri')}?${new URLSearchParams({ ...fields, state: query.get('state') ?? '' })}`;
};

interface Devtools {
  network: { getHAR(callback: () => void): void };
}

const head = (
  where: string,
  more: { client?: string; server?: string; pkce?: string; scope?: string } = {},
) => [
  `authorization_code code by query, PKCE S256 ${more.pkce ?? 'unproved'}`,
  `client code ${more.client ?? 'unknown'} at SITE`,
  `server ${more.server ?? 'ODD'}`,
  where,
  `scope openid → ${more.scope ?? '-'}`,
];
const REDEEMED_BY_PAGE = { client: 'public, none', server: 'MOCK', pkce: 'true', scope: 'dummy' };
const REQUEST = 'authorization_request ok by first proved';
const RESPONSE = 'authorization_response ok by state proved +code';
const REDEEMED = 'token_request ok by code proved ←code +access+id+refresh';

describe.each(BROWSERS)('flows that go other ways in %s', (kind) => {
  let lab: Lab;
  let on: Stage;

  beforeAll(async () => {
    lab = await startLab();
    on = await openStage(kind, `${lab.site}/code`, lab.names);
  });

  afterAll(async () => {
    await on?.close();
    await lab?.close();
  });

  const open = () => on.open(`${lab.site}/code`);
  async function answered(button: string) {
    await open();
    await on.page.click(button);
    await on.page.waitFor('body[data-callback]');
  }

  test('an error on the authorization server’s own page is told from that page', async () => {
    lab.odd.on('/authorize', html('<h1>Error</h1> invalid_client: no such client', 400));
    await open();
    await on.page.click('#sign-in-odd');
    await on.flows([
      ...head('in tab, failed: invalid_client'),
      'authorization_request error invalid_client by first proved',
    ]);
    expect(await on.alarms()).toEqual([]);
  });

  test('a page that redeems its code and then goes on to another leaves its tokens here', async () => {
    const { odd } = lab;
    odd.on('/authorize', redirect(answering({ code: 'code-of-one-that-leaves' })));
    odd.on('/token', json({ access_token: 'token-of-one-that-left', token_type: 'Bearer', expires_in: 300 }));
    odd.on(
      '/leaving',
      html(`<script>
        const body = new URLSearchParams({ grant_type: 'authorization_code', client_id: 'leaver' });
        body.set('code', new URLSearchParams(location.search).get('code'));
        body.set('redirect_uri', location.origin + '/leaving');
        // What a client does with an ID token takes about as long.
        const leave = () => setTimeout(() => location.replace('/left'), 150);
        fetch('/token', { method: 'POST', body }).then((answer) => answer.json()).then(leave);
      </script>`),
    );
    odd.on('/left', html('<script>document.body.dataset.left = true</script>'));
    await open();
    const asked = new URLSearchParams({
      response_type: 'code',
      client_id: 'leaver',
      redirect_uri: `${odd.origin}/leaving`,
      state: 'state-of-one-that-leaves',
    });
    await on.page.goto(`${odd.origin}/authorize?${asked}`);
    await on.page.waitFor('body[data-left]');
    const tokens = async () => (await on.recorder.session()).tokens.map(({ kind: sort }) => sort);
    await expect.poll(tokens).toEqual(['code', 'access']);
  });

  test('access_denied fails the flow', async () => {
    lab.odd.on('/authorize', redirect(answering({ error: 'access_denied', error_description: 'No' })));
    await answered('#sign-in-odd');
    await on.flows([
      ...head('in tab, failed: access_denied'),
      REQUEST,
      'authorization_response error access_denied by state proved',
    ]);
    expect(await on.alarms()).toEqual([]);
  });

  test('one that worked and one that was refused stand side by side in the panel', async () => {
    await answered('#sign-in');
    await on.page.click('#redeem');
    await on.done('redeem');
    lab.odd.on('/authorize', redirect(answering({ error: 'access_denied' })));
    await on.page.goto(`${lab.site}/code`);
    await on.page.waitFor('body[data-ready]');
    await on.page.click('#sign-in-odd');
    await on.page.waitFor('body[data-callback]');
    const { panel } = on;
    await panel.waitFor(() => document.querySelectorAll('[data-flow]').length === 2);
    await panel.evaluate(() => document.querySelectorAll<HTMLElement>('[data-flow]')[1]!.click());
    await openTab(panel, 'Compare');
    await panel.waitFor('table[aria-label$="side by side"]');
    const text = await panel.text('table[aria-label$="side by side"]');
    expect(text).toContain('access_denied');
    expect(text).toMatch(/error\s+answered · only in F\d/);
    expect(await accessibilityFaults(panel)).toEqual([]);
  });

  test('the diagram is copied as Mermaid text: that is what the clipboard then holds', async () => {
    const { panel } = on;
    await openTab(panel, 'Sequence');
    const copy = '[aria-label="Copy the diagram as Mermaid text"]';
    await panel.waitFor(copy);
    const text = await panel.copied(() => panel.click(copy));
    const server = new URL(lab.odd.origin).host;
    expect(text).toBe(`sequenceDiagram
  participant UA as Resource owner / user agent
  participant Client as Client application<br/>code
  participant AS as Authorization server<br/>${server}
  Client-->>UA: redirect to sign in
  UA->>AS: GET /authorize (code)
  AS--xUA: error: access_denied
  UA->>Client: GET /code (error)
`);
  });

  test('a search marks the flow that answers among the others, and goes to it', async () => {
    const { panel } = on;
    const marked = () =>
      panel.evaluate(() =>
        [...document.querySelectorAll('[data-hit] [data-flow]')].map((flow) => flow.textContent ?? ''),
      );
    const opened = () => panel.text('[data-flow][aria-current]');
    const highlight = (on: boolean) =>
      panel.waitFor(
        (name: string) => {
          const choice = [...document.querySelectorAll('label')].find(
            ({ textContent }) => textContent === name,
          );
          choice?.click();
          return choice;
        },
        { args: [on ? 'Highlight' : 'Filter'] },
      );
    await panel.fill('#filter', 'access_denied');
    await highlight(true);
    await expect.poll(marked).toEqual([expect.stringContaining('access_denied')]);
    await expect.poll(() => panel.text('[aria-label="Search"]')).toMatch(/No frame\s+1 flow/);
    await panel.click('[data-flow]');
    await expect.poll(opened).not.toContain('access_denied');
    await panel.click('[aria-label^="Next match"]');
    await expect.poll(opened).toContain('access_denied');
    await highlight(false);
    await panel.fill('#filter', '');
  });

  test('a sign-in that is left is abandoned, and a second attempt is a flow of its own', async () => {
    lab.odd.on('/authorize', html('Who are you?'));
    await open();
    await on.page.click('#sign-in-odd');
    await on.page.waitFor('p');
    await on.flows([...head('in tab, waiting-for-user'), REQUEST]);
    await on.page.goto(`${lab.site}/code`);
    await on.page.waitFor('body[data-ready]');
    await on.flows([...head('in tab, abandoned'), REQUEST]);
    lab.odd.on('/authorize', redirect(answering({ code: crypto.randomUUID() })));
    lab.odd.on('/token', json({ access_token: crypto.randomUUID(), token_type: 'Bearer', expires_in: 60 }));
    await on.page.click('#sign-in-odd');
    await on.page.waitFor('body[data-callback]');
    await on.page.click('#redeem-odd');
    await on.done('redeem-odd');
    await on.flows(
      [...head('in tab, abandoned'), REQUEST],
      [
        ...head('in tab, complete', { client: 'public, none', pkce: 'true', scope: 'openid' }),
        REQUEST,
        RESPONSE,
        'token_request ok by code proved ←code +access',
      ],
    );
    expect(await on.alarms()).toEqual([]);
  });

  test('a reloaded callback, and going back to it, stay in the flow that they belong to', async () => {
    await answered('#sign-in');
    await on.page.click('#redeem');
    await on.done('redeem');
    await on.page.evaluate(() => location.reload());
    await on.page.waitFor('body[data-callback]:not([data-done])');
    await on.page.goto(`${lab.site}/hybrid`);
    await on.page.evaluate(() => history.back());
    await on.page.waitFor('body[data-callback]');
    const flows = async () => {
      const { flows } = await on.recorder.session();
      return flows.map(({ state, steps }) => [state.phase, new Set(steps.map((step) => step.kind))]);
    };
    const steps = new Set(['authorization_request', 'authorization_response', 'token_request']);
    await expect.poll(flows).toEqual([['complete', steps]]);
    expect(await on.alarms()).toEqual([]);
  });

  test('two sign-ins of one client at once, redeemed the other way round, are not mixed up', async () => {
    await open();
    await on.page.click('#two-at-once');
    await on.done('two-at-once');
    const flow = [...head('in frame, complete', REDEEMED_BY_PAGE), REQUEST, RESPONSE, REDEEMED];
    await on.flows(flow, flow);
    expect(await on.page.evaluate(() => document.body.dataset.problem ?? '')).toBe('');
    expect(await on.alarms()).toEqual([]);
  });

  test.each([
    ['an OAuth error', 400, { error: 'invalid_grant' }, 'failed: invalid_grant', 'error invalid_grant'],
    ['an HTTP error', 503, { sorry: true }, 'failed: http_503', 'HTTP 503'],
  ])('%s at the token endpoint is told', async (_, status, body, state, outcome) => {
    lab.odd.on('/authorize', redirect(answering({ code: crypto.randomUUID() })));
    lab.odd.on('/token', json(body, { status }));
    await answered('#sign-in-odd');
    await on.page.click('#redeem-odd');
    await on.done('redeem-odd');
    await on.flows([
      ...head(`in tab, ${state}`, { client: 'public, none', pkce: 'true' }),
      REQUEST,
      RESPONSE,
      `token_request ${outcome} by code proved ←code`,
    ]);
    expect(await on.alarms()).toEqual([]);
  });

  test('a token response that CORS keeps from the page is named so', async () => {
    lab.odd.on('/authorize', redirect(answering({ code: crypto.randomUUID() })));
    lab.odd.on('/token', json({ access_token: 'hidden', token_type: 'Bearer' }, { cors: false }));
    await answered('#sign-in-odd');
    await on.page.click('#redeem-odd');
    await on.done('redeem-odd');
    const unseen = async () => (await on.recorder.session()).flows[0]?.steps.at(-1)?.unseen;
    await expect.poll(unseen).toEqual([expect.stringContaining('CORS')]);
    expect(await on.alarms()).toEqual([]);
  });

  test.each([307, 308])(
    'a posted request goes on with its body through a %i to another origin',
    async (status) => {
      lab.odd.on('/authorize', redirect(`${lab.odd.origin.replace('127.0.0.1', 'localhost')}/moved`, status));
      lab.odd.on('/moved', async (request, response) => {
        const { text } = await import('node:stream/consumers');
        const fields = new URLSearchParams(await text(request));
        const answer = new URLSearchParams({ code: crypto.randomUUID(), state: fields.get('state') ?? '' });
        response.writeHead(303, { location: `${fields.get('redirect_uri')}?${answer}` }).end();
      });
      await answered('#sign-in-post');
      const seen = async () => {
        const { flows } = await on.recorder.session();
        return flows.map(({ steps }) => steps.map(({ kind, outcome }) => `${kind} ${outcome.state}`));
      };
      await expect
        .poll(seen)
        .toEqual([['authorization_request ok', 'authorization_interaction ok', 'authorization_response ok']]);
      expect(await on.alarms()).toEqual([]);
    },
  );

  test('a request that is handed through several origins comes home to its flow', async () => {
    const other = lab.odd.origin.replace('127.0.0.1', 'localhost');
    let home = '';
    lab.odd.on('/authorize', (request, response) => {
      home = answering({ code: crypto.randomUUID() })(request);
      redirect(`${other}/federation`)(request, response);
    });
    lab.odd.on('/federation', redirect(`${lab.odd.origin}/return`));
    lab.odd.on('/return', (request, response) => redirect(home)(request, response) as undefined);
    await answered('#sign-in-odd');
    const seen = async () => {
      const { flows } = await on.recorder.session();
      return flows.map(({ steps }) => steps.map(({ kind, join }) => `${kind} by ${join.key}`));
    };
    await expect
      .poll(seen)
      .toEqual([
        [
          'authorization_request by first',
          'authorization_interaction by request_chain',
          'authorization_interaction by request_chain',
          'authorization_response by state',
        ],
      ]);
    expect(await on.alarms()).toEqual([]);
  });

  test.runIf(kind === 'chromium')(
    'a token response that another extension had listed before the address changed is read all the same',
    async () => {
      await answered('#sign-in');
      await on.page.click('#redeem');
      await on.done('redeem');
      await on.panel.evaluate(() => {
        const { network } = (globalThis as unknown as { chrome: { devtools: Devtools } }).chrome.devtools;
        return new Promise<void>((resolve) => network.getHAR(() => resolve()));
      });
      await on.page.evaluate(() => history.replaceState(null, '', '/code'));
      await on.flows([...head('in tab, complete', REDEEMED_BY_PAGE), REQUEST, RESPONSE, REDEEMED]);
      expect(await on.alarms()).toEqual([]);
    },
  );

  test('what only looks like OAuth is no flow', async () => {
    for (const path of ['/api/login', '/request_token', '/oauth/token.css', '/search']) {
      lab.odd.on(path, json({ token: 'x', expires_in: 5 }));
    }
    for (const path of ['/pay/return', '/saml', '/cart', '/acs', '/cb']) lab.odd.on(path, html('Thanks'));
    await on.open(`${lab.site}/decoys`);
    await on.page.click('#all');
    await on.done('all');
    const grants = async () =>
      (await on.recorder.session()).flows.map(({ grant, state }) => [grant, state.phase]);
    await expect.poll(grants).toEqual([['client_credentials', 'complete']]);
    await expect.poll(() => readFlows(on.panel)).toHaveLength(1);
    expect(await on.alarms()).toEqual([
      'oauth/client-credentials-in-page: A browser asked for a token with the client’s own credentials.',
    ]);
  });

  describe('where DevTools is opened in the middle', () => {
    test.each([
      ['before the token exchange', false],
      ['after it', true],
    ])('%s, what was before is shown, and what could not be seen is said', async (_, redeemedBefore) => {
      const page = await on.browser.newPage(`${lab.site}/code`);
      await page.click('#sign-in');
      await page.waitFor('body[data-callback]');
      const redeem = async () => {
        await page.click('#redeem');
        await page.waitFor('body[data-done="redeem"]');
      };
      if (redeemedBefore) await redeem();
      const panel = await page.openPanel();
      const recorder = await recordSession(panel);
      if (!redeemedBefore) await redeem();
      const lost = kind === 'chromium' && redeemedBefore;
      const seen = async () => {
        const session = await recorder.session();
        return session.flows.map((flow) => outline(session, flow, lab.names).slice(5));
      };
      const last = lost ? 'token_request not-visible by code proved ←code' : REDEEMED;
      await expect.poll(seen).toEqual([[REQUEST, RESPONSE, last]]);
      const { flows } = await recorder.session();
      if (lost) expect(flows[0]!.steps[2]!.unseen).toEqual([expect.stringContaining('DevTools')]);
      expect(await alarms(await recorder.session())).toEqual([]);
    });
  });

  test('a script’s token request is heard though nothing of OAuth was seen before, and wakes a stopped background', async () => {
    const browser = await launchBrowser(kind);
    try {
      const page = await browser.newPage(`${lab.site}/grants`);
      await page.waitFor('body[data-ready]');
      await browser.stopBackground?.();
      await page.click('#client-credentials');
      await page.waitFor('body[data-done="client-credentials"]');
      const recorder = await recordSession(await page.openPanel());
      const grants = async () => (await recorder.session()).flows.map(({ grant }) => grant);
      await expect.poll(grants).toEqual(['client_credentials']);
    } finally {
      await browser.close();
    }
  });
});
