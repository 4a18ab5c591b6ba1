import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../../playground/index.ts';
import { BROWSERS } from '../drivers/index.ts';
import { readFlows } from '../panel-reader.ts';
import { openStage, type Stage } from './support/stage.ts';

const SIGNED_IN = 'body[data-ready][data-signed-in="true"]';
const REQUEST = 'authorization_request ok by first proved';
const PAGES = 'authorization_interaction ok by request_chain proved';
const RESPONSE = 'authorization_response ok by state proved +code';
const REDEEMED = 'token_request ok by code proved ←code +access+id+refresh';

describe.each(BROWSERS)('oidc-client-ts against oidc-provider in %s', (kind) => {
  let playground: Playground;
  let on: Stage;

  beforeAll(async () => {
    playground = await startPlayground();
    const names = {
      [playground.issuer]: 'AS',
      [new URL(playground.app).origin]: 'APP',
      [playground.api]: 'API',
    };
    on = await openStage(kind, playground.app, names);
  });

  afterAll(async () => {
    await on?.close();
    await playground?.close();
  });

  beforeEach(async () => {
    await on.page.goto(playground.app);
    await on.page.evaluate(() => sessionStorage.clear());
    await on.open(playground.app);
  });

  const head = (mode: string) => [
    `authorization_code code by ${mode}, PKCE S256 true`,
    'client playground-spa public, none at APP',
    'server AS',
    'in tab, complete',
  ];

  /** Kinds of the first flow's steps, repeats once; without metadata and the server's pages, which come or do not. */
  async function kinds() {
    const [flow] = (await on.recorder.session()).flows;
    return flow?.steps
      .map((step) => step.kind as string)
      .filter((step) => !['discovery', 'jwks', 'authorization_interaction'].includes(step))
      .filter((step, at, all) => step !== all[at - 1]);
  }

  test.each(['query', 'fragment'])('a redirect answered in the %s is one whole flow', async (mode) => {
    await on.page.fill('#response-mode', mode);
    await on.page.click('section #sign-in');
    await on.pass(SIGNED_IN);
    // The page cleans its address with the token response, when Chrome's DevTools can lose the body; then it says so.
    const unlessLost = (line: string, lost: RegExp) =>
      kind === 'firefox' ? line : expect.toSatisfy((seen: string) => seen === line || lost.test(seen));
    await on.flows([
      ...head(mode),
      unlessLost('scope openid profile api:read → api:read', /^scope openid profile api:read → -$/),
      expect.stringMatching(/^discovery ok by issuer (proved|inferred)$/),
      REQUEST,
      ...(mode === 'query' ? [PAGES] : []),
      RESPONSE,
      unlessLost(REDEEMED, /^token_request not-visible by code proved ←code$/),
    ]);
    expect(await on.alarms()).toEqual([]);
  });

  test('an answer posted as a form, and handed on by the client’s server, is one response', async () => {
    await on.page.fill('#response-mode', 'form_post');
    await on.page.click('section #sign-in');
    await on.pass(SIGNED_IN);
    await expect.poll(kinds).toEqual(['authorization_request', 'authorization_response', 'token_request']);
    const [flow] = (await on.recorder.session()).flows;
    expect(flow).toMatchObject({ responseMode: 'form_post', state: { phase: 'complete' } });
    expect(await on.alarms()).toEqual([]);
  });

  test('a popup’s sign-in is a flow of the tab that opened it, and its panel shows it', async () => {
    await on.page.click('#sign-in-popup');
    await on.page.waitFor(SIGNED_IN);
    await expect.poll(kinds).toEqual(['authorization_request', 'authorization_response', 'token_request']);
    const flows = async () => (await on.recorder.session()).flows;
    await expect.poll(flows).toMatchObject([{ surface: 'popup', state: { phase: 'complete' } }]);
    await expect.poll(() => readFlows(on.panel)).toEqual([expect.stringMatching(/playground-spa/)]);
    expect(await on.alarms()).toEqual([]);
  });

  test('a renewal in a hidden frame is a flow of its own, in the frame', async () => {
    await on.page.click('#renew-silent');
    await expect.poll(kinds).toEqual(['authorization_request', 'authorization_response', 'token_request']);
    const flows = async () => (await on.recorder.session()).flows;
    await expect.poll(flows).toMatchObject([{ surface: 'frame', state: { phase: 'complete' } }]);
    expect(await on.alarms()).toEqual([]);
  });

  test('signing out ends the flow', async () => {
    await on.page.click('section #sign-in');
    await on.pass(SIGNED_IN);
    await on.page.click('#sign-out');
    await on.page.click('#confirm-sign-out');
    await on.page.waitFor('body[data-ready][data-signed-in="false"]');
    const ends = async () =>
      (await on.recorder.session()).flows.map(({ state, steps }) => [state.phase, steps.at(-1)?.kind]);
    await expect.poll(ends).toEqual([['ended', 'end_session_response']]);
    expect(await on.alarms()).toEqual([]);
  });

  test('a person who cancels fails the flow with access_denied', async () => {
    await on.page.click('section #sign-in');
    await on.page.click('form #deny');
    await on.page.waitFor('body[data-problem]');
    const flows = async () => (await on.recorder.session()).flows.map(({ state }) => state);
    await expect.poll(flows).toMatchObject([{ phase: 'failed', code: 'access_denied' }]);
    expect(await on.alarms()).toEqual([]);
  });
});
