import type { ErrorEntry } from '../../oauth';

/** HTTP's and the network's own errors. Korean: utils/i18n/prose/errors.ko.json. */
export const TRANSPORT = {
  http_400: {
    text: 'The server could not make sense of the request.',
    causes: ['A parameter is missing or malformed.'],
    spec: 'RFC 9110 §15.5.1',
  },
  http_401: {
    text: 'The server wants (other) credentials.',
    causes: [
      'The token is missing, expired, or of another audience.',
      'At a token endpoint: the client’s own credentials are wrong.',
    ],
    spec: 'RFC 9110 §15.5.2',
  },
  http_403: {
    text: 'The server knows who asks and refuses.',
    causes: ['The token lacks a scope, or the user lacks a role.'],
    spec: 'RFC 9110 §15.5.4',
  },
  http_404: {
    text: 'There is nothing at this address.',
    causes: ['The endpoint is misconfigured: compare with the metadata.'],
    spec: 'RFC 9110 §15.5.5',
  },
  http_405: {
    text: 'The address does not take this method.',
    causes: ['A token endpoint takes POST only.'],
    spec: 'RFC 9110 §15.5.6',
  },
  http_415: {
    text: 'The body’s type is not taken.',
    causes: ['Token endpoints take application/x-www-form-urlencoded.'],
    spec: 'RFC 9110 §15.5.16',
  },
  http_429: {
    text: 'Too many requests.',
    causes: ['Wait as long as Retry-After says.'],
    spec: 'RFC 6585 §4',
  },
  http_other: {
    text: 'The server refused the request.',
    causes: ['The body of the answer, below, may say more.'],
    spec: 'RFC 9110 §15.5',
  },
  http_server: {
    text: 'The server failed inside.',
    causes: ['The body of the answer, below, may say more.'],
    spec: 'RFC 9110 §15.6',
  },
  net_aborted: {
    text: 'The page or the user stopped the request.',
    causes: ['The page navigated away or called abort().'],
    spec: 'Fetch',
  },
  net_tls: {
    text: 'The certificate or the TLS connection was not accepted.',
    causes: ['Open the address in a tab to see why.'],
    spec: 'RFC 8446',
  },
  net_dns: {
    text: 'The host’s name is not known.',
    causes: ['The address is misspelt, or a VPN is off.'],
    spec: 'DNS',
  },
  net_unreachable: {
    text: 'The server could not be reached.',
    causes: ['It is down, or a firewall is in between.'],
    spec: 'TCP',
  },
  net_blocked: {
    text: 'The browser did not hand the answer to the page.',
    causes: [
      'The server sent no Access-Control-Allow-Origin for this page’s origin: allow the origin at the server (often “web origins”).',
      'An extension or a content security policy blocked it.',
    ],
    spec: 'Fetch, CORS protocol',
  },
  net_other: { text: 'The browser got no usable answer.', causes: [], spec: '' },
} as const satisfies Readonly<Record<string, ErrorEntry>>;

const NETWORK: readonly [match: RegExp, id: keyof typeof TRANSPORT][] = [
  [/ABORTED|BINDING_ABORTED/, 'net_aborted'],
  [/CERT|SSL|SEC_ERROR/, 'net_tls'],
  [/NAME_NOT_RESOLVED|UNKNOWN_HOST/, 'net_dns'],
  [/REFUSED|UNREACHABLE|TIMED_OUT|TIMEOUT|RESET/, 'net_unreachable'],
  [/FAILED|CORS|BLOCKED|NS_ERROR_DOM_BAD_URI/, 'net_blocked'],
];

/** Which entry tells of a browser's own word for a failure, `net::ERR_FAILED` or `NS_ERROR_…`. */
export const networkErrorId = (error: string): keyof typeof TRANSPORT =>
  NETWORK.find(([match]) => match.test(error))?.[1] ?? 'net_other';

/** Which entry tells of an HTTP status of 400 and above. */
export function httpErrorId(status: number): keyof typeof TRANSPORT {
  const own = `http_${status}`;
  if (Object.hasOwn(TRANSPORT, own)) return own as keyof typeof TRANSPORT;
  return status >= 500 ? 'http_server' : 'http_other';
}
