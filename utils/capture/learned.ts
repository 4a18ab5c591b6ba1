import { endpointKey, type Learned, type Qualification } from '../oauth/qualify';
import { bodyParameters, urlParameters } from '../oauth/qualify-parameters';
import type { Body } from '../session/observations';

/** More endpoints than any real session has; the oldest goes first. */
const MOST = 400;

/** A metadata document longer than this (characters) is not parsed. */
const LONGEST = 512 * 1024;

/** RFC 8414 §2, OIDC Discovery §3 and the session and logout specifications: member → what is served there. */
const MEMBERS: Readonly<Record<string, Qualification>> = {
  authorization_endpoint: 'authorization-request',
  token_endpoint: 'token',
  userinfo_endpoint: 'userinfo',
  jwks_uri: 'jwks',
  registration_endpoint: 'registration',
  introspection_endpoint: 'introspection',
  revocation_endpoint: 'revocation',
  pushed_authorization_request_endpoint: 'pushed-authorization',
  device_authorization_endpoint: 'device-authorization',
  backchannel_authentication_endpoint: 'backchannel-authentication',
  end_session_endpoint: 'logout',
  check_session_iframe: 'check-session',
};

export interface LearnedState {
  endpoints: [key: string, kind: Qualification][];
  redirectUris: string[];
}

/** Endpoints and redirect URIs that traffic has named; bounded, oldest out. */
export interface Learning extends Learned {
  /** Takes a request that qualified. True if it taught something new. */
  request(kind: Qualification, request: { url: string; method?: string; body?: Body }): boolean;
  /** Takes the body of a metadata document. True if it taught something new. Never throws. */
  metadata(text: string): boolean;
  /**
   * Takes the answer to a registration, or to reading or changing one: it says where that is managed (RFC 7592 §3). A
   * server speaks for its own origin only. True if it taught something new. Never throws.
   *
   * @param url that was answered
   */
  registration(url: string, text: string): boolean;
  state(): LearnedState;
  restore(state: LearnedState): void;
}

/** The members of a JSON object; none of what is no such thing, or too long. */
function membersOf(text: string): [name: string, value: unknown][] {
  if (text.length > LONGEST) return [];
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null ? Object.entries(document) : [];
  } catch {
    return [];
  }
}

/** Creates an empty memory of endpoints. */
export function createLearning(): Learning {
  const endpoints = new Map<string, Qualification>();
  const redirectUris = new Set<string>();

  function bound(entries: Map<string, unknown> | Set<string>): void {
    for (const key of entries.keys()) {
      if (entries.size <= MOST) return;
      entries.delete(key);
    }
  }

  function endpoint(url: unknown, kind: Qualification): boolean {
    return typeof url === 'string' && learn(endpointKey(url), kind);
  }

  function learn(key: string | undefined, kind: Qualification): boolean {
    if (!key || !/^https?:/.test(key) || endpoints.get(key) === kind) return false;
    endpoints.set(key, kind);
    bound(endpoints);
    return true;
  }

  return {
    endpoints,
    redirectUris,
    request(kind, { url, method, body }) {
      if (kind === 'token' || (kind === 'registration' && method === 'POST')) return endpoint(url, kind);
      if (kind !== 'authorization-request' && kind !== 'pushed-authorization') return false;
      const parsed = URL.parse(url);
      const inUrl = parsed ? urlParameters(parsed) : undefined;
      const redirectUri = inUrl?.get('redirect_uri') ?? bodyParameters(body).get('redirect_uri');
      const key = redirectUri && endpointKey(redirectUri);
      if (!key || redirectUris.has(key)) return false;
      redirectUris.add(key);
      bound(redirectUris);
      return true;
    },
    metadata(text) {
      let news = false;
      for (const [member, url] of membersOf(text)) {
        const kind = Object.hasOwn(MEMBERS, member) ? MEMBERS[member] : undefined;
        if (kind && endpoint(url, kind)) news = true;
      }
      return news;
    },
    registration(url, text) {
      const members = new Map(membersOf(text));
      const [address, token] = ['registration_client_uri', 'registration_access_token'].map((name) =>
        members.get(name),
      );
      const at = typeof address === 'string' && typeof token === 'string' ? URL.parse(address) : null;
      if (!at || at.origin !== URL.parse(url)?.origin) return false;
      const key = at.origin + at.pathname + at.search;
      return !endpoints.has(key) && learn(key, 'registration');
    },
    state: () => ({ endpoints: [...endpoints], redirectUris: [...redirectUris] }),
    restore(state) {
      for (const [key, kind] of state.endpoints) endpoints.set(key, kind);
      for (const uri of state.redirectUris) redirectUris.add(uri);
    },
  };
}
