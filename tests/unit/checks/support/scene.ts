import { deriveOAuth, s256 } from '@/utils/oauth';
import { attachSockets } from '@/utils/session/links';
import type { Session } from '@/utils/session/model';
import {
  type Answered,
  API,
  APP,
  AS,
  CALLBACK,
  query,
  type Sent,
  type Traffic,
  traffic,
} from '../../oauth/support/traffic';
import { SERVER_KEY, signed } from './keys';

export { API, APP, AS, CALLBACK };

/** Values by name; `undefined` takes one out. */
export type Values = Record<string, string | undefined>;
type Members = Record<string, unknown>;

export interface Plan {
  /** Members of the server's metadata; `null`: none was seen. */
  metadata?: Members | null;
  jwks?: unknown[];
  endpoint?: string;
  authorize?: Values;
  /** How the parameters travel: in the URL, pushed first, or in a signed request object. */
  by?: 'url' | 'par' | 'jar';
  pushedAnswer?: Members;
  visit?: Sent;
  /** Headers of the sign-in page. */
  page?: Record<string, string>;
  /** Status of the answer to the sign-in form. */
  formStatus?: number;
  /** Parameters of the response; `null`: none came. */
  callback?: Values | null;
  callbackUrl?: string;
  mode?: 'query' | 'fragment' | 'form';
  /** `null`: no token request was seen. */
  token?: { url?: string; form?: Values; sent?: Sent; answer?: Members; answered?: Answered } | null;
  idToken?: Members;
  idHeader?: Members;
  accessToken?: Members;
}

const clean = (values: Members): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/** A random-looking value of 22 characters, the same for the same words. */
export const random = (words: string) => s256(words).slice(0, 22);
export const HTML = { 'Content-Type': 'text/html', 'Content-Security-Policy': "frame-ancestors 'none'" };
export const NO_STORE = { 'Cache-Control': 'no-store' };

export const METADATA: Members = {
  issuer: AS,
  authorization_endpoint: `${AS}/auth`,
  token_endpoint: `${AS}/token`,
  userinfo_endpoint: `${AS}/me`,
  pushed_authorization_request_endpoint: `${AS}/par`,
  end_session_endpoint: `${AS}/session/end`,
  jwks_uri: `${AS}/jwks`,
  response_types_supported: ['code'],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
};

const count = new WeakMap<Traffic, number>();
const seconds = (on: Traffic) => Math.floor(on.now / 1000);

export function idTokenClaims(on: Traffic, nonce: string | undefined, more: Members = {}): Members {
  const now = seconds(on);
  return { iss: AS, aud: 'spa', sub: 'alice', nonce, iat: now, exp: now + 600, sid: 'sid-1', ...more };
}

export function accessTokenClaims(on: Traffic, jti: string, more: Members = {}): Members {
  const now = seconds(on);
  const scope = 'openid profile';
  return { iss: AS, aud: API, sub: 'alice', client_id: 'spa', iat: now, exp: now + 600, jti, scope, ...more };
}

export interface SignedIn {
  code: string;
  verifier: string;
  accessToken: string;
  refreshToken: string;
  idToken: string;
}

function authorizeUrl(on: Traffic, endpoint: string, asked: Values, plan: Plan): string {
  if (plan.by === 'jar') {
    const request = signed(asked, { typ: 'oauth-authz-req+jwt' });
    return `${endpoint}?${query(clean({ client_id: asked.client_id, request }))}`;
  }
  if (plan.by !== 'par') return `${endpoint}?${query(clean(asked))}`;
  const requestUri = `urn:ietf:params:oauth:request_uri:${random(`par ${on.now}`)}`;
  on.fetch(
    `${AS}/par`,
    { form: clean(asked) },
    { status: 201, json: { request_uri: requestUri, expires_in: 60, ...plan.pushedAnswer } },
  );
  return `${endpoint}?${query(clean({ client_id: asked.client_id, request_uri: requestUri }))}`;
}

/** One sign-in, right in every respect but what the plan says. */
export function signIn(on: Traffic, plan: Plan = {}): SignedIn {
  const n = (count.get(on) ?? 0) + 1;
  count.set(on, n);
  const verifier = s256(`verifier ${n}`);
  const asked: Values = {
    client_id: 'spa',
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'openid profile',
    state: random(`state ${n}`),
    nonce: random(`nonce ${n}`),
    code_challenge: s256(verifier),
    code_challenge_method: 'S256',
    ...plan.authorize,
  };
  const code = plan.callback?.code ?? random(`code ${n}`);
  const refreshToken = random(`refresh ${n}`);
  const url = authorizeUrl(on, plan.endpoint ?? `${AS}/auth`, asked, plan);
  const interaction = `${new URL(plan.endpoint ?? AS).origin}/interaction/${n}`;
  on.visit([url, interaction], plan.visit, { status: 200, headers: plan.page ?? HTML });
  on.wait(2_000);
  const idToken = signed(idTokenClaims(on, asked.nonce, plan.idToken), plan.idHeader);
  const accessToken = signed(accessTokenClaims(on, `at-${n}`, plan.accessToken), { typ: 'at+jwt' });
  const done = { code, verifier, accessToken, refreshToken, idToken };
  if (plan.callback === null) return done;
  respond(on, plan, asked, interaction, code);
  if (plan.token === null) return done;
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: asked.redirect_uri,
    code_verifier: asked.code_challenge ? verifier : undefined,
    client_id: asked.client_id,
    ...plan.token?.form,
  };
  const answer = {
    access_token: accessToken,
    refresh_token: refreshToken,
    id_token: idToken,
    token_type: 'Bearer',
    expires_in: 600,
    scope: asked.scope,
    ...plan.token?.answer,
  };
  const body = (plan.token?.sent?.body ?? plan.token?.sent?.json) ? {} : { form: clean(form) };
  on.fetch(
    plan.token?.url ?? `${AS}/token`,
    { ...body, ...plan.token?.sent },
    { json: answer, ...plan.token?.answered, headers: { ...NO_STORE, ...plan.token?.answered?.headers } },
  );
  return done;
}

function respond(on: Traffic, plan: Plan, asked: Values, interaction: string, code: string): void {
  const values = clean({ code, state: asked.state, iss: AS, ...plan.callback });
  const target = plan.callbackUrl ?? asked.redirect_uri ?? CALLBACK;
  const login = { method: 'POST', form: { login: 'alice', password: 'correct horse' } };
  if (plan.mode === 'form') {
    on.visit([`${interaction}/login`], login, {
      status: 200,
      headers: plan.page ?? { ...HTML, ...NO_STORE },
    });
    on.visit([target], { method: 'POST', form: values }, { status: 200 });
    return;
  }
  const joint = plan.mode === 'fragment' ? '#' : '?';
  const [hop] = on.visit([`${interaction}/login`, `${target}${joint}${query(values)}`], login);
  hop!.status = plan.formStatus ?? 303;
}

/** The session that this traffic makes. */
export function sessionOf(on: Traffic): Session {
  const { flows, tokens } = deriveOAuth({ ...on, now: on.now });
  return {
    sockets: [],
    ...attachSockets(flows, tokens, []),
    stories: [],
    exchanges: new Map(on.exchanges.map((exchange) => [exchange.id, exchange])),
    navigations: on.navigations,
    marks: [],
    span: { from: on.exchanges[0]?.startedAt ?? 0, to: on.now },
  };
}

/** Metadata, keys and a sign-in, then whatever follows. */
export function scene(plan: Plan = {}, more?: (on: Traffic, signedIn: SignedIn) => void): Session {
  const on = traffic();
  if (plan.metadata !== null) {
    on.fetch(`${AS}/.well-known/openid-configuration`, {}, { json: { ...METADATA, ...plan.metadata } });
    on.fetch(`${AS}/jwks`, {}, { json: { keys: plan.jwks ?? [SERVER_KEY.jwk] } });
  }
  const signedIn = signIn(on, plan);
  more?.(on, signedIn);
  return sessionOf(on);
}

/** Traffic without a sign-in. */
export function bare(fill: (on: Traffic) => void): Session {
  const on = traffic();
  fill(on);
  return sessionOf(on);
}

/** A refresh; its answer is rotated unless told otherwise. */
export function refresh(
  on: Traffic,
  refreshToken: string,
  answer: Members = {},
  sent: { form?: Values; headers?: Record<string, string> } = {},
): void {
  on.fetch(
    `${AS}/token`,
    {
      form: clean({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: 'spa',
        ...sent.form,
      }),
      headers: sent.headers,
    },
    {
      json: {
        access_token: signed(accessTokenClaims(on, `at-${on.now}`), { typ: 'at+jwt' }),
        refresh_token: random(`next ${on.now}`),
        token_type: 'Bearer',
        expires_in: 600,
        ...answer,
      },
      headers: NO_STORE,
    },
  );
}

/** A call of the API with the token. */
export function callApi(
  on: Traffic,
  token: string,
  url = `${API}/items`,
  answered: Answered = { json: {} },
): void {
  on.fetch(url, { headers: { Authorization: `Bearer ${token}` } }, answered);
}
