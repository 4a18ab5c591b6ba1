import { s256 } from '../digest';
import { basicCredentials } from '../facts';
import type { Join } from '../model';
import { proofThumbprint } from '../recognise/client-authentication';
import { type Recognition, valueOfParameter } from '../recognise/recognition';
import type { Book } from './book';
import type { FlowDraft } from './draft';
import { openWithResponse } from './response';

type Found = [FlowDraft, Join] | undefined;

const proved = (flow: FlowDraft | undefined, key: Join['key']): Found =>
  flow && [flow, { key, confidence: 'proved' }];

/** Flow that a token value belongs to. */
export function ownerOf(book: Book, value: string | undefined): FlowDraft | undefined {
  const token = value ? book.tokens.get(value) : undefined;
  return token?.flowId ? book.flows.find((flow) => flow.id === token.flowId) : undefined;
}

function byCode(book: Book, recognition: Recognition, code: string): Found {
  const known = ownerOf(book, code);
  if (known) return proved(known, 'code');
  const orphan = book.orphans.get(code);
  if (!orphan) return undefined;
  const flow = openWithResponse(book, orphan);
  flow.clientId = valueOfParameter(recognition.request, 'client_id');
  return proved(flow, 'code');
}

function byVerifier(book: Book, verifier: string): Found {
  return proved(book.byChallenge.get(s256(verifier)) ?? book.byChallenge.get(verifier), 'code_verifier');
}

/** The one flow that waits for a code and fits; of several, none can be told. */
function byWaiting(book: Book, key: Join['key'], fits: (flow: FlowDraft) => boolean): Found {
  const open = book.flows.filter(
    (flow) => flow.authorizationEndpoint && !flow.response && flow.tokens.size === 0 && fits(flow),
  );
  return open.length === 1 ? [open[0]!, { key, confidence: 'inferred' }] : undefined;
}

/** A code of which neither the answer nor the verifier is known: by the key that it is bound to, else by where it went. */
function byExpectedCode(book: Book, { facts, request }: Recognition): Found {
  const [clientId, redirectUri] = ['client_id', 'redirect_uri'].map((name) =>
    valueOfParameter(request, name),
  );
  const jkt = proofThumbprint(facts);
  return (
    (jkt ? byWaiting(book, 'dpop_jkt', (flow) => flow.dpopJkt === jkt) : undefined) ??
    (clientId && redirectUri
      ? byWaiting(
          book,
          'redirect_uri',
          (flow) => flow.clientId === clientId && flow.redirectUri === redirectUri,
        )
      : undefined)
  );
}

/** The one device or backchannel request of this client whose answer, which names the code, could not be read. */
function byUnreadOpening(book: Book, { facts, request, grant }: Recognition): Found {
  const clientId = valueOfParameter(request, 'client_id') ?? basicCredentials(facts)?.id;
  const open = book.flows.filter((flow) => {
    if (flow.grant !== grant || !clientId || flow.clientId !== clientId) return false;
    if (flow.origin !== facts.url.origin || flow.tokenEndpoint) return false;
    return (flow.steps[0]?.unseen.length ?? 0) > 0;
  });
  return open.length === 1 ? [open[0]!, { key: 'client_id', confidence: 'inferred' }] : undefined;
}

/**
 * The one flow of this client whose last token response could not be read: the refresh token may well be from there.
 * Of several, none can be told.
 */
function byUnreadAnswer(book: Book, { facts, request }: Recognition): Found {
  const clientId = valueOfParameter(request, 'client_id') ?? basicCredentials(facts)?.id;
  if (!clientId) return undefined;
  const unread = book.flows.filter((flow) => {
    if (flow.clientId !== clientId || flow.tokenEndpoint !== facts.url.origin + facts.url.path) return false;
    const last = flow.steps.findLast(
      (step) => step.kind === 'token_request' || step.kind === 'refresh_request',
    );
    return last?.outcome.state === 'not-visible';
  });
  return unread.length === 1 ? [unread[0]!, { key: 'client_id', confidence: 'inferred' }] : undefined;
}

const HANDLES = [
  ['device_code', 'device_code'],
  ['auth_req_id', 'auth_req_id'],
  ['mfa_token', 'mfa_token'],
  ['pre-authorized_code', 'code'],
  ['interaction_code', 'code'],
] as const;

/** The flow that a token request belongs to, and by which key; undefined where nothing that it redeems is known. */
export function findIssuer(book: Book, recognition: Recognition): Found {
  const value = (name: string) => valueOfParameter(recognition.request, name);
  const refresh = value('refresh_token');
  if (recognition.kind === 'refresh_request' && refresh) {
    return proved(ownerOf(book, refresh), 'refresh_token') ?? byUnreadAnswer(book, recognition);
  }
  for (const [name, key] of HANDLES) {
    const handle = value(name);
    if (handle)
      return proved(book.byHandle.get(`${name}:${handle}`), key) ?? byUnreadOpening(book, recognition);
  }
  const code = value('code');
  const found =
    (code ? byCode(book, recognition, code) : undefined) ??
    (value('code_verifier') ? byVerifier(book, value('code_verifier')!) : undefined);
  if (found) return found;
  for (const name of ['subject_token', 'assertion', 'fb_exchange_token', 'access_token'] as const) {
    const carried = value(name);
    const owner = ownerOf(book, carried);
    // One vendor redeems its code as an assertion.
    if (owner) return proved(owner, book.tokens.get(carried!)?.kind === 'code' ? 'code' : 'subject_token');
  }
  if (recognition.grant === 'authorization_code') return byExpectedCode(book, recognition);
  return proved(retried(book, recognition), 'dpop_jkt');
}

/** The attempt that a server sent back for a nonce (RFC 9449 §8): same key, same endpoint, refused so. */
function retried(book: Book, recognition: Recognition): FlowDraft | undefined {
  const jkt = proofThumbprint(recognition.facts);
  return jkt
    ? book.byHandle.get(`dpop_jkt:${jkt} ${recognition.facts.url.origin}${recognition.facts.url.path}`)
    : undefined;
}
