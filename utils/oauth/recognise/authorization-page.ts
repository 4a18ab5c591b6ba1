import type { Facts } from '../facts';
import { type Pair, valueIn } from '../url';
import { callback, DECISIVE } from './authorization-response';
import { answerError } from './outcome';
import { asParameters } from './read-parameters';
import type { Recognition } from './recognition';

/**
 * The response that a page at the authorization server posts to its opener or parent (web_message, okta_post_message):
 * there is no redirect, so it is read from the page's own text.
 */
export function responseInPage(facts: Facts): Recognition | undefined {
  const text = facts.answer().text;
  // A vendor's page says nothing of the mode that was asked for: it only posts.
  const posts = text?.includes('postMessage') && /_message$/.test(valueIn(facts.sent, 'response_mode') ?? '');
  if (!text || (!posts && !text.includes('authorization_response'))) return undefined;
  const fields: Pair[] = [];
  for (const name of [
    ...DECISIVE,
    'state',
    'iss',
    'error_description',
    'expires_in',
    'scope',
    'token_type',
    'session_state',
  ]) {
    const match = new RegExp(
      `["']?\\b${name}["']?\\s*[:=]\\s*["']((?:[^"'\\\\]|\\\\[xu][0-9a-fA-F]{2,4}){1,4096})["']`,
    ).exec(text.slice(0, 256 * 1024));
    if (match) fields.push([name, unescapeScript(match[1]!)]);
  }
  const response = asParameters(fields, 'response-body');
  return DECISIVE.some((name) => valueIn(fields, name))
    ? callback(facts, response, 'Message from', facts.url.path)
    : undefined;
}

const unescapeScript = (text: string) =>
  text.replace(/\\x([0-9a-f]{2})|\\u([0-9a-f]{4})/gi, (_, x?: string, u?: string) =>
    String.fromCharCode(Number.parseInt((x ?? u)!, 16)),
  );

/** The error that the authorization server shows on a page of its own, without a redirect. */
export function errorOnPage(facts: Facts): { code: string; description?: string } | undefined {
  const told = answerError(facts);
  if (told) return told;
  const text = facts
    .answer()
    .text?.slice(0, 64 * 1024)
    .replace(/<[^>]*>/g, ' ');
  const code = text && PAGE_ERRORS.exec(text)?.[1];
  if (!code) return undefined;
  const description = /error_description\W{1,5}([^\n]{1,200})/.exec(text)?.[1]?.replace(/\s+/g, ' ').trim();
  return { code, description: description || undefined };
}

const PAGE_ERRORS =
  /\b(invalid_request_object|invalid_request_uri|invalid_request|invalid_client|unauthorized_client|invalid_redirect_uri|redirect_uri_mismatch|unsupported_response_type|unsupported_response_mode|invalid_scope|access_denied|server_error|temporarily_unavailable|AADSTS\d+|KOE\d+)\b/;
