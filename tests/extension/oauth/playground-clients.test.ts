import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../../playground/index.ts';
import { BROWSERS } from '../drivers/index.ts';
import { readFlows } from '../panel-reader.ts';
import { tokenLines } from './support/outline.ts';
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

  const head = (mode: string, where: string, scope: string) => [
    `authorization_code code by ${mode}, PKCE S256 true`,
    'client playground-spa public, none at APP',
    'server AS',
    where,
    `scope ${scope}`,
  ];

  /** Kinds of the first flow's steps, repeats in a row once; without metadata, which the library fetches at will. */
  async function kinds() {
    const [flow] = (await on.recorder.session()).flows;
    return flow?.steps
      .map((step) => step.kind as string)
      .filter((step, at, all) => step !== 'discovery' && step !== 'jwks' && step !== all[at - 1]);
  }

  test.each(['query', 'fragment'])('a redirect answered in the %s is one whole flow', async (mode) => {
    await on.page.fill('#response-mode', mode);
    await on.page.click('section #sign-in');
    await on.pass(SIGNED_IN);
    await on.flows([
      ...head(mode, 'in tab, complete', 'openid profile api:read → api:read'),
      expect.stringMatching(/^discovery ok by issuer (proved|inferred)$/),
      REQUEST,
      ...(mode === 'query' ? [PAGES] : []),
      RESPONSE,
      REDEEMED,
    ]);
    const session = await on.recorder.session();
    expect(tokenLines(session, session.flows[0]!, { [playground.issuer]: 'AS' })).toEqual([
      'code opaque → form AS',
      'access jwt from code',
      'refresh opaque from code',
      'id jwt from code',
    ]);
  });

  test('an answer posted as a form, and handed on by the client’s server, is one response', async () => {
    await on.page.fill('#response-mode', 'form_post');
    await on.page.click('section #sign-in');
    await on.pass(SIGNED_IN);
    console.log(await on.page.url(), await on.page.evaluate(() => document.body.dataset.problem ?? 'none'));
    await expect
      .poll(kinds, { timeout: 12_000 })
      .toEqual(['authorization_request', 'authorization_response', 'token_request']);
    const [flow] = (await on.recorder.session()).flows;
    expect(flow).toMatchObject({ responseMode: 'form_post', state: { phase: 'complete' } });
  });

  test('a popup’s sign-in is a flow of the tab that opened it, and its panel shows it', async () => {
    await on.page.click('#sign-in-popup');
    await on.page.waitFor(SIGNED_IN);
    await expect
      .poll(kinds, { timeout: 12_000 })
      .toEqual(['authorization_request', 'authorization_response', 'token_request']);
    const flows = async () => (await on.recorder.session()).flows;
    await expect
      .poll(flows, { timeout: 12_000 })
      .toMatchObject([{ surface: 'popup', state: { phase: 'complete' } }]);
    await expect.poll(() => readFlows(on.panel)).toEqual([expect.stringMatching(/playground-spa/)]);
  });

  test('a renewal in a hidden frame is a flow of its own, in the frame', async () => {
    await on.page.click('#renew-silent');
    await expect
      .poll(kinds, { timeout: 12_000 })
      .toEqual(['authorization_request', 'authorization_response', 'token_request']);
    const flows = async () => (await on.recorder.session()).flows;
    await expect
      .poll(flows, { timeout: 12_000 })
      .toMatchObject([{ surface: 'frame', state: { phase: 'complete' } }]);
  });

  test('signing out ends the flow', async () => {
    await on.page.click('section #sign-in');
    await on.pass(SIGNED_IN);
    await on.page.click('#sign-out');
    await on.page.click('#confirm-sign-out');
    await on.page.waitFor('body[data-ready][data-signed-in="false"]');
    console.log(await on.page.url());
    const ends = async () =>
      (await on.recorder.session()).flows.map(({ state, steps }) => [state.phase, steps.at(-1)?.kind]);
    await expect.poll(ends, { timeout: 12_000 }).toEqual([['ended', 'end_session_response']]);
  });

  test('a person who cancels fails the flow with access_denied', async () => {
    await on.page.click('section #sign-in');
    await on.page.click('form #deny');
    await on.page.waitFor('body[data-problem]');
    const flows = async () => (await on.recorder.session()).flows.map(({ state }) => state);
    await expect.poll(flows, { timeout: 12_000 }).toMatchObject([{ phase: 'failed', code: 'access_denied' }]);
  });
});
