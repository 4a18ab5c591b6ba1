import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS } from '../drivers/index.ts';
import { readFlows, readSteps } from '../panel-reader.ts';
import { ask } from './support/ask.ts';
import { type Lab, startLab } from './support/lab.ts';
import { html, json, redirect, silence } from './support/odd-server.ts';
import { tokenLines } from './support/outline.ts';
import { openStage, type Stage } from './support/stage.ts';
import { credentials, issued, ROWS, URN } from './support/token-requests.ts';

/** No path that anybody would know a token endpoint by. */
const PATH = '/v3/issue';
const FIRST = 'token_request ok by first proved +access';
const TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:access_token';

describe.each(BROWSERS)('every grant and leg in %s', (kind) => {
  let lab: Lab;
  let on: Stage;
  let home: string;

  beforeAll(async () => {
    lab = await startLab();
    home = `${lab.site}/hybrid`;
    on = await openStage(kind, home, lab.names);
    lab.odd.on('/authorize', (request, response) => {
      const query = new URL(request.url!, lab.odd.origin).searchParams;
      const answer = new URLSearchParams({ code: crypto.randomUUID(), state: query.get('state') ?? '' });
      redirect(`${query.get('redirect_uri')}?${answer}`)(request, response);
    });
  });

  afterAll(async () => {
    await on?.close();
    await lab?.close();
  });

  /** That the panel has the flows that were recorded, and shows the steps of the one that is open, in order. */
  async function shown() {
    const { flows } = await on.recorder.session();
    await expect.poll(() => readFlows(on.panel)).toHaveLength(flows.length);
    await on.panel.click('[data-flow]');
    const steps = async () => (await readSteps(on.panel)).map((step) => step.kind);
    const [first] = flows;
    await expect.poll(steps).toEqual(first!.steps.map((step) => step.kind));
  }

  /** Text of a step's detail in the panel. */
  async function openStep(wanted: string, which: 'first' | 'last' = 'first'): Promise<string> {
    await on.panel.click('[data-flow]');
    await on.panel.waitFor(`[data-step$="/${wanted}"]`);
    await on.panel.evaluate(
      (name: string, at: number) =>
        [...document.querySelectorAll<HTMLElement>(`[data-step$="/${name}"]`)].at(at)!.click(),
      wanted,
      which === 'first' ? 0 : -1,
    );
    await on.panel.waitFor('section[aria-label^="Step "]');
    return on.panel.text('section[aria-label^="Step "]');
  }

  async function tokens() {
    const session = await on.recorder.session();
    return session.flows.flatMap((one) => tokenLines(session, one, lab.names));
  }

  test('token requests of every grant, body and answer, at a path that nobody knows', async () => {
    await on.open(home);
    for (const { fields, as, answer = issued(), mime } of ROWS) {
      lab.odd.on(PATH, (request, response) => {
        if (mime === undefined || request.method === 'OPTIONS') return json(answer)(request, response);
        response.writeHead(200, { 'content-type': mime, 'access-control-allow-origin': '*' });
        response.end(answer);
      });
      expect(await ask(on.page, { url: lab.odd.origin + PATH, fields, ...(as && { as }) })).toEqual([200]);
    }
    const expected = ROWS.map(({ flow: [grant, client, scope] }) => [
      grant,
      `client ${client} at SITE`,
      'server ODD',
      'in page, complete',
      `scope ${scope}`,
      FIRST,
    ]);
    await on.flows(...expected);
    await shown();
  });

  test('a client registers itself, asks by a signed object for rich authorization, has its token inspected and revokes it', async () => {
    await on.open(`${lab.site}/registered`);
    await on.page.click('#register');
    await on.done('register');
    await on.page.click('#sign-in');
    await on.pass('body[data-done="callback"]');
    const id = await on.page.evaluate(() => JSON.parse(sessionStorage.getItem('kept')!).client.client_id);
    await on.flows([
      'authorization_code code by query, PKCE S256 true',
      `client ${id} confidential, private_key_jwt at SITE`,
      'server AS/',
      'in tab, ended by revocation',
      'scope openid pay → openid pay',
      'discovery ok by issuer proved',
      // The page leaves at once: where DevTools cannot hand over the answer, which names the client, it is held to be of it.
      expect.stringMatching(/^client_registration ok by (client_id proved \+registration|issuer inferred)$/),
      'authorization_request ok by first proved',
      'authorization_interaction ok by request_chain proved',
      'authorization_response ok by state proved +code',
      'token_request ok by code proved ←code +access+id',
      'introspection_request ok by access_token proved ←access',
      'revocation_request ok by access_token proved ←access',
    ]);
    // By its answer, the registration's own token too.
    expect((await tokens()).filter((line) => !line.startsWith('registration'))).toEqual([
      'code opaque → form AS',
      'access opaque from code, revoked',
      'id jwt from code',
    ]);
    const parameters = await openStep('authorization_request');
    // What is in the signed object is shown as the request's own; and what rich authorization asks for.
    expect(parameters).toMatch(/code_challenge_method.*S256/s);
    expect(parameters).toMatch(/authorization_details.*payment/s);
    expect(parameters).toMatch(/urn:lab:payments/);
    // DevTools may hand over this answer after the others.
    await expect.poll(() => openStep('introspection_request')).toMatch(/active.*true/s);
    await shown();
    expect(await on.alarms()).toEqual([]);
  });

  test('a client that registered itself reads its registration, changes it, and deletes it', async () => {
    await on.open(`${lab.site}/registered`);
    await on.page.click('#register');
    await on.done('register');
    await on.page.click('#manage');
    await on.done('manage');
    const [id, statuses] = await on.page.evaluate(() => [
      JSON.parse(sessionStorage.getItem('kept')!).client.client_id,
      document.body.dataset.statuses,
    ]);
    expect(statuses).toBe('401,204,401');
    const known = 'by registration_access_token proved ←registration';
    await on.flows([
      'client_registration',
      `client ${id} unknown at SITE`,
      'server AS/',
      'in page, ended by deregistration',
      'scope - → -',
      'discovery ok by issuer proved',
      'client_registration ok by first proved +registration',
      `client_read_request ok ${known}`,
      `client_update_request ok ${known} +registration`,
      `client_read_request error invalid_token ${known}`,
      `client_delete_request ok ${known}`,
      `client_read_request error invalid_token ${known}`,
    ]);
    expect(await tokens()).toEqual([
      'registration opaque → header-bearer AS',
      'registration opaque from registration, revoked → header-bearer AS',
    ]);
    const { tokens: seen } = await on.recorder.session();
    const change = await openStep('client_update_request');
    expect(change).toMatch(/sent the server|sent .* new metadata/s);
    expect(change).toMatch(/Client name.*Another name/s);
    for (const { value } of seen) expect(change).not.toContain(value);
    expect(await openStep('client_read_request', 'last')).toContain(
      'The client was deleted: its token ended with it.',
    );
    await shown();
    expect(await on.alarms()).toEqual([]);
  });

  test('oauth4webapi asks a person at another device, who agrees', async () => {
    await on.open(`${lab.site}/backchannel`);
    await on.page.click('#ask');
    await on.done('ask');
    await on.page.click('#poll');
    await on.done('poll');
    await lab.agree();
    await on.page.evaluate(() => {
      delete document.body.dataset.done;
    });
    await on.page.click('#poll');
    await on.done('poll');
    await on.flows([
      'ciba',
      'client backchannel confidential, client_secret_jwt at SITE',
      'server AS/',
      'in page, complete',
      'scope openid → openid',
      'discovery ok by issuer proved',
      'backchannel_authentication_request ok by first proved',
      'token_request error authorization_pending by auth_req_id proved',
      'token_request ok by auth_req_id proved +access+id',
    ]);
    await shown();
    expect(await on.alarms()).toEqual([]);
  });

  test('a token is exchanged, used in every way, and is not enough', async () => {
    const { odd } = lab;
    const metadata = '/.well-known/oauth-protected-resource';
    const [first, second] = [issued(), issued({ token_type: 'N_A', issued_token_type: TOKEN_TYPE })];
    odd.on(PATH, json(first));
    odd.on('/api', json({ ok: true }));
    odd.on(metadata, json({ resource: odd.origin, authorization_servers: [odd.origin] }));
    odd.on('/strict', (request, response) => {
      if (request.method === 'OPTIONS') return json({})(request, response);
      const asked = 'error="insufficient_user_authentication", acr_values="phr", max_age="60"';
      response.writeHead(401, {
        'access-control-allow-origin': '*',
        'www-authenticate': `Bearer ${asked}, resource_metadata="${odd.origin}${metadata}"`,
      });
      response.end();
    });
    await on.open(home);
    await ask(on.page, { url: odd.origin + PATH, fields: credentials });
    odd.on(PATH, json(second));
    const exchange = {
      grant_type: `${URN}:token-exchange`,
      subject_token: first.access_token,
      subject_token_type: TOKEN_TYPE,
      audience: 'other',
    };
    const headers = { authorization: `Bearer ${second.access_token}` };
    const fields = { access_token: second.access_token };
    const statuses = await ask(
      on.page,
      { url: odd.origin + PATH, fields: exchange },
      { url: `${odd.origin}/strict` },
      { url: `${odd.origin}/api`, headers },
      { url: `${odd.origin}/api?${new URLSearchParams(fields)}` },
      { url: `${odd.origin}/api`, fields },
      { url: `${odd.origin}/strict`, headers },
      { url: odd.origin + metadata },
    );
    expect(statuses).toEqual([200, 401, 200, 200, 200, 401, 200]);
    await on.flows([
      'client_credentials',
      'client odd confidential, client_secret_post at SITE',
      'server ODD',
      'in page, complete',
      'scope api → api',
      FIRST,
      'token_request ok by subject_token proved ←access +access',
      'resource_request error insufficient_user_authentication by resource_metadata proved',
      'resource_request ok by access_token proved ←access',
      'resource_request error insufficient_user_authentication by access_token proved ←access',
      'protected_resource_metadata ok by issuer proved',
    ]);
    expect(await tokens()).toEqual([
      'access opaque → form ODD',
      'access opaque from access → header-bearer ODD, query ODD, form ODD',
    ]);
    await shown();
    expect(await openStep('resource_request', 'last')).toMatch(/acr_values.*phr/s);
    expect(await on.alarms()).toEqual([
      'oauth/client-secret-in-page: The browser sent a client secret.',
      'oauth/client-credentials-in-page: A browser asked for a token with the client’s own credentials.',
      'oauth/token-in-url: The access token stands in the URL of a request.',
    ]);
  });

  describe('where it goes other ways', () => {
    const request = (path: string, more: Record<string, string> = {}) => {
      const standard = { response_type: 'code', client_id: 'code', redirect_uri: `${lab.site}/code` };
      const query = { ...standard, scope: 'openid', state: crypto.randomUUID(), ...more };
      return `${lab.odd.origin}${path}?${new URLSearchParams(query)}`;
    };
    const went = (where: string, ...steps: string[]) => [
      'authorization_code code by query',
      'client code unknown at SITE',
      'server ODD',
      `in ${where}`,
      'scope openid → -',
      ...steps,
    ];
    const page = html('Who are you?');

    test('a sign-in in a tab that does not know its opener is shown in the tab that opened it', async () => {
      await on.open(home);
      await on.page.evaluate((url: string) => void open(url, '_blank', 'noopener'), request('/authorize'));
      const tab = await on.browser.waitForPage((url) => url.includes('/code?'));
      await tab.waitFor('body[data-callback]');
      await on.flows(
        went(
          'popup, in-progress',
          'authorization_request ok by first proved',
          'authorization_response ok by state proved +code',
        ),
      );
      await shown();
      await tab.close();
    });

    test('a popup that its user closes is abandoned', async () => {
      lab.odd.on('/wait', page);
      await on.open(home);
      await on.page.evaluate((url: string) => void open(url, 'popup', 'popup'), request('/wait'));
      const popup = await on.browser.waitForPage((url) => url.includes('/wait?'));
      await popup.waitFor('p');
      // One that is closed while it loads has no whole answer.
      await on.recorder.until(({ flows }) => flows[0]?.steps[0]?.outcome.state === 'ok');
      await popup.close();
      await on.flows(went('popup, abandoned', 'authorization_request ok by first proved'));
    });

    test('a navigation that its user stops is abandoned', async () => {
      const probe = silence(lab.odd, '/never');
      await on.open(home);
      await on.page.evaluate(
        async (url: string, ask: string) => {
          location.assign(url);
          while (!(await (await fetch(ask)).json()).asked);
          window.stop();
        },
        request('/never'),
        probe,
      );
      await on.flows(went('tab, abandoned', 'authorization_request network-error by first proved'));
    });

    test('a token request that its page gives up has failed by the network', async () => {
      const probe = silence(lab.odd, '/hang');
      await on.open(home);
      await on.page.evaluate(
        async (url: string, ask: string) => {
          const giveUp = new AbortController();
          const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'odd' });
          const given = fetch(url, { method: 'POST', body, signal: giveUp.signal }).catch(() => {});
          while (!(await (await fetch(ask)).json()).asked);
          giveUp.abort();
          await given;
        },
        `${lab.odd.origin}/hang`,
        probe,
      );
      await on.flows([
        'client_credentials',
        'client odd public, none at SITE',
        'server ODD',
        'in page, failed: network_error',
        'scope - → -',
        'token_request network-error by first proved',
      ]);
      await shown();
    });

    test('a session frame and a front-channel logout belong to the session that they name', async () => {
      const { odd } = lab;
      odd.on('/session/check', page);
      odd.on('/signed-out', page);
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: odd.origin, sub: 'ada', aud: 'odd', sid: 'session-1', iat: now, exp: now + 600 };
      const id_token = `${[{ alg: 'none' }, claims].map(part).join('.')}.`;
      odd.on(PATH, json(issued({ id_token })));
      await on.open(home);
      const fields = { grant_type: 'password', client_id: 'odd', username: 'ada', password: 'engine' };
      await ask(on.page, { url: odd.origin + PATH, fields: { ...fields, scope: 'openid' } });
      const logout = new URLSearchParams({ iss: odd.origin, sid: 'session-1' });
      await on.page.evaluate(
        (urls: string[]) => {
          for (const url of urls) document.body.appendChild(document.createElement('iframe')).src = url;
        },
        [`${odd.origin}/session/check`, `${odd.origin}/signed-out?${logout}`],
      );
      await expect
        .poll(async () => {
          const [flow] = (await on.recorder.session()).flows;
          return [flow?.state.phase, ...(flow?.steps ?? []).map(({ kind }) => kind).sort()];
        })
        .toEqual(['ended', 'check_session', 'frontchannel_logout', 'token_request']);
      await shown();
    });

    test('a request object that the server fetches is told from', async () => {
      lab.odd.on('/token', json(issued()));
      await on.open(home);
      const query = { client_id: 'code', request_uri: `${lab.site}/request.jwt` };
      const url = `${lab.odd.origin}/authorize?${new URLSearchParams({ ...query, redirect_uri: `${lab.site}/code`, scope: 'openid' })}`;
      await on.page.evaluate((to: string) => void location.assign(to), url);
      await on.page.waitFor('body[data-callback]');
      await on.page.click('#redeem-odd');
      await on.done('redeem-odd');
      await on.flows([
        'authorization_code, PKCE ? unproved',
        'client code public, none at SITE',
        'server ODD',
        'in tab, complete',
        'scope openid → openid',
        'authorization_request ok by first proved',
        'authorization_response ok by request_chain proved +code',
        'token_request ok by code proved ←code +access',
      ]);
      expect(await openStep('authorization_request')).toContain('fetches the request object itself');
    });
  });
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
