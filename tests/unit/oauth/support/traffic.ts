import type { Exchange } from '@/utils/session/exchanges';
import type { Body, Header, Navigated, TabClosed, TabOpened } from '@/utils/session/observations';

export const APP = 'https://app.example';
export const AS = 'https://as.example';
export const API = 'https://api.example';
export const CALLBACK = `${APP}/callback`;

/** RFC 7636 Appendix B. */
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
export const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

const base64url = (text: string) => Buffer.from(text).toString('base64url');

/** An unsigned-looking JWT: recognition never verifies, checks do. */
export function jwt(claims: Record<string, unknown>, header: Record<string, unknown> = {}): string {
  const head = { alg: 'RS256', typ: 'JWT', ...header };
  return `${base64url(JSON.stringify(head))}.${base64url(JSON.stringify(claims))}.c2lnbmF0dXJl`;
}

export const query = (values: Record<string, string>) => new URLSearchParams(values).toString();

export interface Sent {
  tab?: number;
  frame?: number;
  type?: Exchange['type'];
  method?: string;
  headers?: Record<string, string>;
  form?: Record<string, string>;
  json?: unknown;
  body?: Body;
  initiator?: string;
}

export interface Answered {
  status?: number;
  headers?: Record<string, string>;
  json?: unknown;
  text?: string;
  mime?: string;
  body?: Body;
  location?: string;
  error?: string;
}

const headerList = (headers: Record<string, string>): Header[] =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

function requestBody({ form, json, body }: Sent): Body | undefined {
  if (form) return { state: 'form', fields: Object.entries(form) };
  return json === undefined ? body : { state: 'text', text: JSON.stringify(json), mime: 'application/json' };
}

function responseBody({ json, text, mime, body }: Answered): Body | undefined {
  if (json !== undefined) return { state: 'text', text: JSON.stringify(json), mime: 'application/json' };
  return text === undefined ? body : { state: 'text', text, mime };
}

/** Builds the exchanges of a session one after another, as a browser would report them. */
export function traffic(start = 1_700_000_000_000) {
  const exchanges: Exchange[] = [];
  const tabs: TabOpened[] = [];
  const navigations: Navigated[] = [];
  const closed: TabClosed[] = [];
  let at = start;
  let requests = 0;

  function hop(url: string, requestId: string, index: number, sent: Sent, answered: Answered): Exchange {
    at += 10;
    const open = answered.status === undefined && answered.error === undefined;
    const exchange: Exchange = {
      id: `${requestId}:${index}`,
      requestId,
      hop: index,
      place: { tabId: sent.tab ?? 1, frameId: sent.frame ?? 0 },
      type: sent.type ?? 'xmlhttprequest',
      initiator: sent.initiator ?? APP,
      method: sent.method ?? (sent.form || sent.json || sent.body ? 'POST' : 'GET'),
      url,
      startedAt: at,
      requestHeaders: headerList(sent.headers ?? {}),
      requestBody: requestBody(sent),
      status: answered.status,
      responseHeaders: headerList(answered.headers ?? {}),
      responseBody: responseBody(answered),
      redirectUrl: answered.location,
      error: answered.error,
    };
    if (!open) {
      at += 10;
      exchange.respondedAt = at;
      exchange.endedAt = at;
    }
    exchanges.push(exchange);
    return exchange;
  }

  return {
    exchanges,
    tabs,
    navigations,
    closed,
    get now() {
      return at;
    },
    wait(milliseconds: number) {
      at += milliseconds;
    },
    /** One request and its answer, 200 unless said otherwise. */
    fetch(url: string, sent: Sent = {}, answered: Answered = {}): Exchange {
      requests += 1;
      const whole = answered.error ? answered : { status: 200, ...answered };
      return hop(url, `r${requests}`, 0, sent, whole);
    },
    /** A document in a tab, through redirects: all but the last URL answer with 302. */
    visit(urls: readonly string[], sent: Sent = {}, last: Answered = { status: 200 }): Exchange[] {
      requests += 1;
      const requestId = `r${requests}`;
      return urls.map((url, index) => {
        const next = urls[index + 1];
        const type = sent.type ?? 'main_frame';
        const as = index === 0 ? { ...sent, type } : { tab: sent.tab, frame: sent.frame, type };
        return hop(url, requestId, index, as, next ? { status: 302, location: next } : last);
      });
    },
    popup(tab: number, opener: number, url: string) {
      tabs.push({ kind: 'tab-opened', at, place: { tabId: tab, frameId: 0 }, openerTabId: opener, url });
    },
    /** A document committed in a tab. */
    navigate(url: string, { tab = 1, transition = 'link' }: { tab?: number; transition?: string } = {}) {
      at += 10;
      navigations.push({ kind: 'navigated', at, place: { tabId: tab, frameId: 0 }, url, transition });
    },
    close(tab: number) {
      closed.push({ kind: 'tab-closed', at, place: { tabId: tab, frameId: 0 } });
    },
  };
}

export type Traffic = ReturnType<typeof traffic>;

export function authorizeUrl(values: Record<string, string> = {}, endpoint = `${AS}/auth`): string {
  return `${endpoint}?${query({
    client_id: 'spa',
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'openid profile',
    state: 'st-1',
    nonce: 'no-1',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...values,
  })}`;
}

export const callbackUrl = (values: Record<string, string> = {}) =>
  `${CALLBACK}?${query({ code: 'code-1', state: 'st-1', iss: AS, ...values })}`;

export const idToken = (claims: Record<string, unknown> = {}) =>
  jwt({
    iss: AS,
    aud: 'spa',
    sub: 'alice',
    nonce: 'no-1',
    exp: 1_700_000_600,
    iat: 1_700_000_000,
    sid: 'sid-1',
    ...claims,
  });

export function tokenResponse(values: Record<string, unknown> = {}) {
  return {
    access_token: 'at-1',
    refresh_token: 'rt-1',
    id_token: idToken(),
    token_type: 'Bearer',
    expires_in: 60,
    scope: 'openid profile',
    ...values,
  };
}

export const codeForm = (values: Record<string, string> = {}) => ({
  grant_type: 'authorization_code',
  code: 'code-1',
  redirect_uri: CALLBACK,
  code_verifier: VERIFIER,
  client_id: 'spa',
  ...values,
});

/** A whole sign-in with a login page: authorization code with PKCE. */
export function signIn(on: Traffic): void {
  on.visit([authorizeUrl(), `${AS}/interaction/abc`]);
  on.wait(2_000);
  on.visit([`${AS}/interaction/abc/login`, `${AS}/auth/abc`, callbackUrl()], {
    method: 'POST',
    form: { login: 'alice' },
  });
  on.fetch(`${AS}/token`, { form: codeForm() }, { json: tokenResponse() });
}
