import type { Session } from '../../session/model';
import { s256, secretId } from '../digest';
import { isObject, ownString, writeValue } from '../encoding';
import { headerOf } from '../facts';
import { decodeJwt } from '../jwt';
import type { Flow, Token } from '../model';
import { valueOfParameter } from '../recognise/recognition';
import { sameData } from '../same';
import { collectKeys, type KeyRing } from './keys';
import type { FetchedKeys, Proofs, SignatureProof } from './model';
import { type Candidates, verifySignature } from './verify';

const MOST_JWTS = 2_000;
const KEPT = 4_000;

/** Outcomes by JWT and keys: a signature is verified once. */
const known = new Map<string, SignatureProof | undefined>();

const fingerprints = new WeakMap<Candidates, string>();

function fingerprint(candidates: Candidates): string {
  const known = fingerprints.get(candidates) ?? s256(`${candidates.from} ${writeValue(candidates.keys)}`);
  fingerprints.set(candidates, known);
  return known;
}

async function verifyOnce(jwt: string, candidates: Candidates): Promise<SignatureProof | undefined> {
  const key = `${secretId(jwt)} ${fingerprint(candidates)}`;
  if (known.has(key)) return known.get(key);
  const proof = await verifySignature(jwt, candidates);
  if (known.size >= KEPT) known.clear();
  known.set(key, proof);
  return proof;
}

/** Tokens that the issuer signs. One found in use only has its issuer in its claims. */
function ofTokens(tokens: readonly Token[], ring: KeyRing): [string, Candidates][] {
  return tokens.flatMap(({ format, claims, value }): [string, Candidates][] =>
    format === 'jwt' ? [[value, ring.ofIssuer(ownString(claims, 'iss'))]] : [],
  );
}

/** JARM responses, request objects and client assertions of a flow. */
function ofFlow(flow: Flow, ring: KeyRing): [string, Candidates][] {
  const found: [string, Candidates][] = [];
  const client = ring.ofClient(flow.client.id);
  for (const { kind, request, response } of flow.steps) {
    const jarm = kind === 'authorization_response' ? valueOfParameter(response, 'response') : undefined;
    if (jarm)
      found.push([jarm, ring.ofIssuer(ownString(decodeJwt(jarm)?.claims, 'iss') ?? flow.server.issuer)]);
    for (const name of ['request', 'client_assertion']) {
      const jwt = valueOfParameter(request, name);
      if (jwt) found.push([jwt, client]);
    }
  }
  return found;
}

/** DPoP proofs carry their key in themselves (RFC 9449 §4.2). */
function ofDpop(session: Session): [string, Candidates][] {
  const found: [string, Candidates][] = [];
  for (const { requestHeaders } of session.exchanges.values()) {
    const proof = headerOf(requestHeaders, 'dpop');
    const jwk = proof === undefined ? undefined : decodeJwt(proof)?.header.jwk;
    if (proof !== undefined && isObject(jwk)) found.push([proof, { keys: [jwk], from: 'embedded' }]);
  }
  return found;
}

/**
 * Verifies every signature of a session that its own traffic has keys for: ID tokens, JWT access tokens, JARM
 * responses, request objects, client assertions, DPoP proofs. No request is made: keys come from what was seen, and
 * from `fetched`. Answers `before` itself where nothing is new. Never rejects.
 */
export async function proveSession(
  session: Session,
  { fetched = [], before }: { fetched?: readonly FetchedKeys[]; before?: Proofs } = {},
): Promise<Proofs> {
  const ring = collectKeys(session, fetched);
  const wanted = new Map<string, Candidates>([
    ...ofTokens(session.tokens, ring),
    ...session.flows.flatMap((flow) => ofFlow(flow, ring)),
    ...ofDpop(session),
  ]);
  const signatures = new Map<string, SignatureProof>();
  for (const [jwt, candidates] of [...wanted].slice(0, MOST_JWTS)) {
    const proof = await verifyOnce(jwt, candidates);
    if (proof) signatures.set(secretId(jwt), proof);
  }
  const same = before && sameData([...before.signatures], [...signatures]);
  return same ? before : { signatures };
}

export interface KeysWanted {
  issuer: string;
  /** The `jwks_uri` that its metadata names; absent where no metadata was seen. */
  url?: string;
}

/** Issuers whose tokens could not be verified for want of keys: what a "fetch keys" button would ask for. */
export function keysWanted(session: Session, proofs: Proofs): KeysWanted[] {
  const ring = collectKeys(session, []);
  const wanted = new Map<string, KeysWanted>();
  for (const { id, format, claims } of session.tokens) {
    const issuer = ownString(claims, 'iss');
    const proof = proofs.signatures.get(id);
    if (format !== 'jwt' || !issuer || proof?.state !== 'undecided') continue;
    if (proof.reason !== 'no-keys' && proof.reason !== 'unknown-key') continue;
    const url = ring.jwksUri(issuer);
    wanted.set(issuer, url === undefined ? { issuer } : { issuer, url });
  }
  return [...wanted.values()];
}
