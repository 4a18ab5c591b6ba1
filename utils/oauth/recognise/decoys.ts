import type { Facts } from '../facts';

const NEVER_TYPES: ReadonlySet<string> = new Set([
  'image',
  'imageset',
  'stylesheet',
  'font',
  'media',
  'script',
  'websocket',
  'csp_report',
  'speculative',
  'web_manifest',
]);
const STATIC = /\.(?:m?js|css|map|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|eot|mp[34]|webm|wasm)$/i;
const OAUTH1 = ['oauth_token', 'oauth_verifier', 'oauth_consumer_key'];
const SAML = ['SAMLRequest', 'SAMLResponse', 'SAMLart'];

/** Whether an exchange is never a step: static assets, preflights, SAML, OAuth 1, what is not fetched over HTTP. */
export function isDecoy(facts: Facts): boolean {
  const { exchange, url, sent } = facts;
  if (exchange.method === 'OPTIONS' || NEVER_TYPES.has(exchange.type)) return true;
  if (!url.origin.startsWith('http') || STATIC.test(url.path)) return true;
  if (facts.authorization?.scheme === 'oauth') return true;
  return sent.some(([name]) => SAML.includes(name) || OAUTH1.includes(name));
}
