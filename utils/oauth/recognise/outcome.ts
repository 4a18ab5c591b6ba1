import { isObject, ownString } from '../encoding';
import { type Facts, headerOf } from '../facts';
import type { StepOutcome } from '../model';
import { SENTENCES } from '../sentences';
import { type Pair, valueIn } from '../url';

/** Sentences on what an exchange does not show. `wanted` tells whether the step's meaning is in the answer's body. */
export function unseenOf(facts: Facts, wanted: boolean): string[] {
  const { exchange } = facts;
  const unseen: string[] = [];
  if (exchange.requestBody?.state === 'unavailable') {
    unseen.push(SENTENCES[exchange.requestBody.reason]);
  }
  if (!wanted || exchange.status === undefined || facts.redirect || exchange.status === 204) return unseen;
  if (exchange.responseBody?.state === 'unavailable') unseen.push(SENTENCES[exchange.responseBody.reason]);
  else if (!exchange.responseBody && (exchange.endedAt !== undefined || exchange.error))
    unseen.push(SENTENCES['not-seen']);
  else if (facts.answer().truncated) unseen.push(SENTENCES.truncated);
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
  if (exchange.status === undefined) {
    const { responseBody } = exchange;
    return responseBody?.state === 'unavailable'
      ? { state: 'not-visible', reason: SENTENCES[responseBody.reason] }
      : { state: 'pending' };
  }
  return exchange.status >= 400 ? { state: 'http-error', status: exchange.status } : { state: 'ok' };
}
