/** Parameters of which one is in every address by which a script's request without a body qualifies. */
const PARAMETERS = ['grant_type', 'code', 'client_id', 'client_key', 'appid', 'post_logout_redirect_uri'];

/**
 * Parts of addresses, small letters and capitals as they are met: `oauth`, `OAuth2`, `authorize`, `access_token`,
 * `accessToken`, `gettoken`…
 */
const PARTS = [
  ...['uth', 'oken', 'openid', 'oidc', 'connect/', '.well-known/', 'jwks', '/discovery/', 'sso', 'login'],
  ...['device', 'backchannel', 'introspect', 'revo', 'logout', 'signin', 'access_'],
];

/**
 * Match patterns for the addresses by which scripts' requests of OAuth are known before anything of OAuth has been
 * seen: words that nearly every endpoint's address has. The browser itself leaves out the rest.
 */
export const TELLING_ADDRESSES: string[] = [
  ...PARTS.map((part) => `*${part}*`),
  // Pushed authorization requests (RFC 9126) go to `/par`, by habit.
  '*par',
  ...PARAMETERS.flatMap((name) => [`*?${name}=*`, `*&${name}=*`]),
].map((path) => `*://*/${path}`);

/** What a match pattern may have as its host: no port, and of addresses only IPv4. */
const PLAIN_HOST = /^[\w.-]+$/;

/**
 * Match patterns for endpoints that are known, whatever they are called.
 *
 * @param endpoints origin and path of each
 */
export function knownAddresses(endpoints: Iterable<string>): string[] {
  const known = new Set<string>();
  for (const endpoint of endpoints) {
    const url = URL.parse(endpoint);
    if (url && PLAIN_HOST.test(url.hostname)) known.add(`*://${url.hostname}${url.pathname}*`);
  }
  return [...known];
}
