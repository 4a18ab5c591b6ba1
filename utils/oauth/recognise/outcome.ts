import type { BodyUnavailable } from '../../session/observations';
import { isObject, ownString } from '../encoding';
import { type Facts, headerOf } from '../facts';
import type { StepOutcome } from '../model';
import { type Pair, valueIn } from '../url';

/** Each says what could not be seen, why, and what to do about it. */
const UNAVAILABLE: Readonly<Record<BodyUnavailable, string>> = {
  'devtools-closed':
    'The answer’s body could not be read: Chrome gives bodies only while DevTools is open on the tab. Keep DevTools open and repeat the step.',
  'other-tab':
    'The answer’s body could not be read: it belongs to another tab or popup. Open DevTools there too and repeat the step.',
  cors: 'The answer’s body could not be read: the browser withheld it from the page (CORS), and so from DevTools. Allow the page’s origin at the server.',
  blob: 'The body was sent from a Blob or file, whose bytes the browser does not show. Look at the page’s own code or the server’s log.',
  redirect: 'A redirect’s body is never shown by the browser. What matters is in its Location header.',
  'too-large': 'The body is larger than what is kept. Look at it in the Network panel.',
  'page-left':
    'The answer’s body could not be read: the page was left before DevTools had handed it over. Repeat the step with “Preserve log” on, and look at it in the Network panel.',
  'url-changed':
    'The answer’s body could not be read: the page changed its address at that moment, and Chrome’s DevTools then forgets answers that another extension had listed. Repeat the step; if it happens again, switch off other DevTools extensions.',
  'not-kept':
    'The answer’s body could not be read: Chrome has none to hand over, as where the web worker that asked has ended, or the page never read the answer. Look at it in Firefox, or let the worker live on.',
  'browser-error': 'The browser failed to hand over the body. Repeat the step with DevTools open.',
};

const NOT_SEEN =
  'The answer’s body has not been seen. It came while nobody was looking: open DevTools on this tab before the step and repeat it.';

/** Sentences on what an exchange does not show. `wanted` tells whether the step's meaning is in the answer's body. */
export function unseenOf(facts: Facts, wanted: boolean): string[] {
  const { exchange } = facts;
  const unseen: string[] = [];
  if (exchange.requestBody?.state === 'unavailable') {
    unseen.push(UNAVAILABLE[exchange.requestBody.reason].replace('The answer’s body', 'The request’s body'));
  }
  if (!wanted || exchange.status === undefined || facts.redirect || exchange.status === 204) return unseen;
  if (exchange.responseBody?.state === 'unavailable') unseen.push(UNAVAILABLE[exchange.responseBody.reason]);
  else if (!exchange.responseBody && (exchange.endedAt !== undefined || exchange.error))
    unseen.push(NOT_SEEN);
  else if (facts.answer().truncated)
    unseen.push('The answer’s body was cut off: only its beginning is kept.');
  return unseen;
}

export interface OAuthError {
  code: string;
  description?: string;
  uri?: string;
}

/** The `error` of a list of parameters (RFC 6749 §4.1.2.1, §5.2). */
export function errorIn(pairs: readonly Pair[]): OAuthError | undefined {
  const code = valueIn(pairs, 'error');
  if (!code) return undefined;
  return { code, description: valueIn(pairs, 'error_description'), uri: valueIn(pairs, 'error_uri') };
}

/** The challenge of a refused resource request (RFC 6750 §3). */
function errorInChallenge(facts: Facts): OAuthError | undefined {
  const challenge = headerOf(facts.exchange.responseHeaders, 'www-authenticate') ?? '';
  const code = /\berror="([^"]*)"/.exec(challenge)?.[1];
  return code ? { code, description: /\berror_description="([^"]*)"/.exec(challenge)?.[1] } : undefined;
}

/** The error that an answer's body or challenge tells, vendors' forms included; also where the status is 200. */
export function answerError(facts: Facts): OAuthError | undefined {
  const answer = facts.answer();
  const standard = errorIn(answer.fields);
  // `error: null`, `error: 0` and `error: false` say that there is none.
  if (standard && !/^(null|0|false)$/.test(standard.code)) return standard;
  const nested = answer.json?.error;
  if (isObject(nested)) {
    const type = ownString(nested, 'type') ?? ownString(nested, 'code') ?? String(nested.code ?? 'error');
    return { code: type, description: ownString(nested, 'message') };
  }
  const errcode = valueIn(answer.fields, 'errcode') ?? valueIn(answer.fields, 'error_code');
  if (errcode && errcode !== '0')
    return { code: errcode, description: valueIn(answer.fields, 'errmsg') ?? valueIn(answer.fields, 'msg') };
  return errorInChallenge(facts);
}

/** How an exchange went, from its error, its status and, where `reads` says so, its body. */
export function outcomeOf(facts: Facts, reads: 'body' | 'status'): StepOutcome {
  const { exchange } = facts;
  if (exchange.status !== undefined && reads === 'body' && !facts.redirect) {
    const told = answerError(facts);
    if (told) return { state: 'oauth-error', ...told };
  }
  if (exchange.error) return { state: 'network-error', error: exchange.error };
  if (exchange.status === undefined) return { state: 'pending' };
  return exchange.status >= 400 ? { state: 'http-error', status: exchange.status } : { state: 'ok' };
}
