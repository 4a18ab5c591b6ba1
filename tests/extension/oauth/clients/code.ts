import * as oauth from 'oauth4webapi';
import { configuration, isCallback, offer, run } from '../page/offer.ts';
import { newChallenge, storedVerifier } from '../page/pkce.ts';

/** The plain authorization code grant, with what is asked of the page in its own query: where, and who redeems. */
const { mock, odd, site } = configuration();
const redirect_uri = `${site}/code`;

async function authorizationUrl(endpoint: string) {
  const state = oauth.generateRandomState();
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'code',
    redirect_uri,
    scope: 'openid',
    state,
    ...(await newChallenge()),
  });
  return `${endpoint}?${query}`;
}

const tokenForm = (code: string) => ({
  grant_type: 'authorization_code',
  client_id: 'code',
  redirect_uri,
  code,
  code_verifier: storedVerifier(),
});

/** Two attempts at once in hidden frames; the codes are redeemed the other way round. */
async function twoAtOnce() {
  const attempts = [];
  for (const _ of [1, 2]) {
    const url = await authorizationUrl(`${mock}/authorize`);
    attempts.push({ url, verifier: storedVerifier() });
  }
  const answered = attempts.map(async ({ url, verifier }) => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    frame.src = url;
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    return { code: new URLSearchParams(frame.contentWindow!.location.search).get('code')!, verifier };
  });
  for (const { code, verifier } of (await Promise.all(answered)).reverse()) {
    const body = new URLSearchParams({ ...tokenForm(code), code_verifier: verifier });
    await (await fetch(`${mock}/token`, { method: 'POST', body })).json();
  }
}

async function redeem(endpoint: string) {
  const code = new URLSearchParams(location.search).get('code')!;
  const response = await fetch(endpoint, { method: 'POST', body: new URLSearchParams(tokenForm(code)) });
  await response.json();
}

/** What a worker needs to redeem the code by itself. */
const errand = () => ({
  endpoint: `${mock}/token`,
  form: tokenForm(new URLSearchParams(location.search).get('code')!),
});

const answerFrom = (port: MessagePort | Worker) =>
  new Promise((resolve) => port.addEventListener('message', resolve, { once: true }));

async function redeemInWorker() {
  const worker = new Worker('/worker.js', { type: 'module' });
  worker.postMessage(errand());
  await answerFrom(worker);
  worker.terminate();
}

async function redeemInSharedWorker() {
  const { port } = new SharedWorker('/shared-worker.js', { type: 'module' });
  port.start();
  port.postMessage(errand());
  await answerFrom(port);
}

async function redeemInServiceWorker() {
  await navigator.serviceWorker.register('/service-worker.js', { scope: '/', type: 'classic' });
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  active!.postMessage(errand(), [port2]);
  port1.start();
  await answerFrom(port1);
}

const go = (endpoint: string) => async () => location.assign(await authorizationUrl(endpoint));

offer({
  'sign-in': go(`${mock}/authorize`),
  'sign-in-odd': go(`${odd}/authorize`),
  'sign-in-popup': async () => void open(await authorizationUrl(`${odd}/authorize`), 'popup', 'popup'),
  'sign-in-post': async () => {
    const form = document.body.appendChild(document.createElement('form'));
    const url = new URL(await authorizationUrl(`${odd}/authorize`));
    Object.assign(form, { method: 'post', action: `${odd}/authorize` });
    for (const [name, value] of url.searchParams) {
      form.append(Object.assign(document.createElement('input'), { name, value, type: 'hidden' }));
    }
    form.submit();
  },
  'two-at-once': twoAtOnce,
  redeem: () => redeem(`${mock}/token`),
  'redeem-odd': () => redeem(`${odd}/token`),
  'redeem-in-worker': redeemInWorker,
  'redeem-in-shared-worker': redeemInSharedWorker,
  'redeem-in-service-worker': redeemInServiceWorker,
});
if (isCallback()) document.body.dataset.callback = 'true';
else await run('nothing', () => {});
