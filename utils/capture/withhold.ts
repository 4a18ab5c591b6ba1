import { isDocument, type Qualification } from '../oauth/qualify';
import type { Body, RequestStarted } from '../session/observations';

/** Documents whose form fields are the protocol's own. */
const PROTOCOL = new Set<Qualification | undefined>([
  'authorization-request',
  'authorization-response',
  'token',
  'logout',
]);

/** Names of form fields whose values were withheld; `all` where the body was no form. */
export type Withheld = readonly string[] | 'all';

function withoutValues(body: Body, only?: readonly string[]): Body {
  if (body.state === 'form') {
    const fields = body.fields.map(
      ([name, value]) => [name, !only || only.includes(name) ? '' : value] as const,
    );
    return { state: 'form', fields };
  }
  if (body.state === 'text') return { state: 'text', text: '', size: body.size ?? body.text.length };
  if (body.state === 'binary') return { state: 'binary', bytes: new Uint8Array(), truncated: true };
  return body;
}

/**
 * Takes out what a person typed at the authorization server (password, one-time code): it is no part of the
 * protocol and is never kept, only the names of its fields. A 307 or 308 sends the same body on to the next hop
 * (RFC 9700 §4.12), where the same fields are withheld again.
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
  if (PROTOCOL.has(kind)) {
    if (!earlier) return { started, withheld: undefined };
    const only = earlier === 'all' ? undefined : earlier;
    return { started: { ...started, body: withoutValues(body, only) }, withheld: earlier };
  }
  const withheld = body.state === 'form' ? body.fields.map(([name]) => name) : 'all';
  return { started: { ...started, body: withoutValues(body) }, withheld };
}
