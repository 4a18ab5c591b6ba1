import { JWKS_PATH, type Learned, WELL_KNOWN } from './qualify';

/** Parameters of which one is in every URL by which a script's request without a body qualifies. */
const TELLING =
  /[?&#](?:grant_type|code|refresh_token|client_id|client_key|appid|post_logout_redirect_uri|access_token)=/;

/** A parameter's name that is written with escapes, which only parsing reads. */
const ESCAPED_NAME = /[?&#][^=&#]*[%+]/;

/**
 * Whether a script's request without a body can qualify by its address alone (`qualifies`): false for nearly every
 * request of an ordinary page, and told without parsing it. `url` as the browser writes it, normalised.
 */
export function mayQualify(url: string, learned: Learned): boolean {
  const end = url.search(/[?#]/);
  const address = end < 0 ? url : url.slice(0, end);
  if (end >= 0 && (TELLING.test(url) || ESCAPED_NAME.test(url.slice(end)))) return true;
  if (WELL_KNOWN.test(address) || JWKS_PATH.test(address) || learned.endpoints.has(address)) return true;
  // A client's own address may name it in its query (RFC 7592 §2).
  return url[end] === '?' && learned.endpoints.has(url.split('#', 1)[0]!);
}
