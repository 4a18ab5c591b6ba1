import type { Exchange } from '../../session/exchanges';
import type { Session } from '../../session/model';
import { isObject, type JsonObject, ownString, parseJson } from '../encoding';
import { factsOf } from '../facts';
import type { StepKind } from '../model';
import { learnEndpoints, recognise } from '../recognise';
import { originOf, valueIn } from '../url';
import type { FetchedKeys } from './model';
import type { Candidates } from './verify';

const keysOf = (json: unknown): JsonObject[] =>
  isObject(json) && Array.isArray(json.keys) ? json.keys.filter(isObject) : [];

interface SeenKeys {
  url: string;
  issuer?: string;
  from: string;
  keys: readonly JsonObject[];
}

/** Every key that a session shows, and whose it is. */
export interface KeyRing {
  /** Keys of an authorization server: by its metadata's `jwks_uri`, else those seen at the issuer's origin. */
  ofIssuer(issuer: string | undefined): Candidates;
  /** Keys that a client registered itself with (RFC 7591 §2), or last changed them to (RFC 7592 §2.2). */
  ofClient(clientId: string | undefined): Candidates;
  jwksUri(issuer: string): string | undefined;
}

function join(found: readonly SeenKeys[]): Candidates {
  return { keys: found.flatMap(({ keys }) => keys), from: found.at(-1)?.from ?? '' };
}

/** Steps whose answer says how a client is registered from then on. */
const REGISTERED: ReadonlySet<StepKind> = new Set([
  'client_registration',
  'client_read_request',
  'client_update_request',
]);

function registeredKeys(exchange: Exchange, clients: Map<string, Candidates>): void {
  const facts = factsOf(exchange)!;
  const clientId = ownString(facts.answer().json, 'client_id');
  const { requestBody } = exchange;
  const sent = requestBody?.state === 'text' ? parseJson(requestBody.text) : undefined;
  const jwks = isObject(sent) ? sent.jwks : parseJson(valueIn(facts.form, 'jwks') ?? '');
  const keys = keysOf(jwks ?? facts.answer().json?.jwks);
  // An answer to reading may leave them out, and changes nothing.
  if (clientId && (exchange.method !== 'GET' || keys.length > 0))
    clients.set(clientId, { keys, from: exchange.id });
}

/** Collects the keys of a session's traffic, and those fetched on the user's word. */
export function collectKeys(session: Session, fetched: readonly FetchedKeys[]): KeyRing {
  const learned = learnEndpoints(session.exchanges.values());
  const seen: SeenKeys[] = fetched.map(({ url, issuer, jwks }) => ({
    url,
    issuer,
    from: url,
    keys: keysOf(jwks),
  }));
  const uris = new Map<string, string>();
  const clients = new Map<string, Candidates>();
  for (const exchange of session.exchanges.values()) {
    if (exchange.type === 'websocket') continue;
    const kind = recognise(exchange, learned)?.kind;
    const json = kind ? factsOf(exchange)?.answer().json : undefined;
    if (kind === 'jwks') seen.push({ url: exchange.url, from: exchange.id, keys: keysOf(json) });
    if (kind && REGISTERED.has(kind)) registeredKeys(exchange, clients);
    const [issuer, uri] = [ownString(json, 'issuer'), ownString(json, 'jwks_uri')];
    if (kind === 'discovery' && issuer && uri) uris.set(issuer, uri);
  }
  const nothing: Candidates = { keys: [], from: '' };
  const byIssuer = new Map<string, Candidates>();
  return {
    jwksUri: (issuer) => uris.get(issuer),
    ofClient: (clientId) => (clientId ? (clients.get(clientId) ?? nothing) : nothing),
    ofIssuer(issuer) {
      if (issuer === undefined) return nothing;
      const uri = uris.get(issuer);
      const origin = originOf(issuer);
      const theirs = seen.filter(({ url, issuer: whose }) =>
        uri ? url === uri : whose ? whose === issuer : origin !== undefined && originOf(url) === origin,
      );
      const candidates = byIssuer.get(issuer) ?? join(theirs);
      byIssuer.set(issuer, candidates);
      return candidates;
    },
  };
}
