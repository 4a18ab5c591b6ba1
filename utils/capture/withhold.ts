import { isDocument, type Qualification } from '../oauth/qualify';
import type { Body, RequestStarted } from '../session/observations';

const names = (list: string) => new Set(list.split(/\s+/));

/**
 * Form fields whose values are kept, by what the document's request is: parameters of the IANA registry "OAuth
 * Parameters". `username` and `password` (RFC 6749 §4.3) are registered too, and typed by a person: never kept.
 */
const KEPT: ReadonlyMap<Qualification | undefined, ReadonlySet<string>> = new Map([
  [
    'authorization-request',
    names(`response_type response_mode client_id redirect_uri scope state nonce code_challenge
      code_challenge_method request request_uri prompt display max_age ui_locales claims_locales acr_values claims
      login_hint id_token_hint registration resource audience authorization_details dpop_jkt`),
  ],
  [
    'authorization-response',
    names(`code state iss id_token access_token token_type expires_in scope session_state response
      error error_description error_uri`),
  ],
  [
    'token',
    names(`grant_type code redirect_uri client_id client_secret client_assertion client_assertion_type
      code_verifier refresh_token scope resource audience assertion device_code`),
  ],
  [
    'logout',
    names(
      'id_token_hint logout_hint client_id post_logout_redirect_uri state ui_locales logout_token iss sid',
    ),
  ],
]);

/** Names of form fields whose values were withheld; `all` where the body was no form. */
export type Withheld = readonly string[] | 'all';

function withoutValues(body: Body, withheld: Withheld): Body {
  if (body.state === 'form') {
    const fields = body.fields.map(
      ([name, value]) => [name, withheld === 'all' || withheld.includes(name) ? '' : value] as const,
    );
    return { state: 'form', fields };
  }
  if (body.state === 'text') return { state: 'text', text: '', size: body.size ?? body.text.length };
  if (body.state === 'binary') return { state: 'binary', bytes: new Uint8Array(), truncated: true };
  return body;
}

/**
 * Takes out what a person typed at the authorization server (password, one-time code): it is no part of the
 * protocol and is never kept, only the names of its fields. A login form may be posted to an address that still
 * carries the authorization request, so of every document's body only the protocol's own values stay. A 307 or 308
 * sends the same body on to the next hop (RFC 9700 §4.12), where the same fields are withheld again.
 *
 * @returns the observation to keep, and what to withhold at the next hop
 */
export function withholdTyped(
  started: RequestStarted,
  kind: Qualification | undefined,
  earlier: Withheld | undefined,
): { started: RequestStarted; withheld: Withheld | undefined } {
  const { body } = started;
  if (!body || !isDocument(started.type)) return { started, withheld: earlier };
  const withheld = body.state === 'form' ? fieldsToWithhold(body.fields, kind, earlier) : 'all';
  if (withheld.length === 0) return { started, withheld: undefined };
  return { started: { ...started, body: withoutValues(body, withheld) }, withheld };
}

function fieldsToWithhold(
  fields: readonly (readonly [name: string, value: string])[],
  kind: Qualification | undefined,
  earlier: Withheld | undefined,
): Withheld {
  if (earlier === 'all') return 'all';
  const kept = KEPT.get(kind);
  const typed = fields.map(([name]) => name).filter((name) => !kept?.has(name) || earlier?.includes(name));
  return [...new Set(typed)];
}
