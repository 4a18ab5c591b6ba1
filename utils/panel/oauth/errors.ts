import { describeError } from '../../oauth';
import type { Step } from '../../oauth/model';

/** An error told to a person: what it means, what usually causes it, where it is defined. */
export interface Explanation {
  code: string;
  meaning: string;
  causes: readonly string[];
  specification?: string;
}

type Entry = [meaning: string, specification: string, ...causes: string[]];

const HTTP: Record<number, Entry> = {
  400: [
    'The server could not make sense of the request.',
    'RFC 9110 §15.5.1',
    'A parameter is missing or malformed.',
  ],
  401: [
    'The server wants (other) credentials.',
    'RFC 9110 §15.5.2',
    'The token is missing, expired, or of another audience.',
    'At a token endpoint: the client’s own credentials are wrong.',
  ],
  403: [
    'The server knows who asks and refuses.',
    'RFC 9110 §15.5.4',
    'The token lacks a scope, or the user lacks a role.',
  ],
  404: [
    'There is nothing at this address.',
    'RFC 9110 §15.5.5',
    'The endpoint is misconfigured: compare with the metadata.',
  ],
  405: ['The address does not take this method.', 'RFC 9110 §15.5.6', 'A token endpoint takes POST only.'],
  415: [
    'The body’s type is not taken.',
    'RFC 9110 §15.5.16',
    'Token endpoints take application/x-www-form-urlencoded.',
  ],
  429: ['Too many requests.', 'RFC 6585 §4', 'Wait as long as Retry-After says.'],
};

const NETWORK: [match: RegExp, entry: Entry][] = [
  [
    /ABORTED|BINDING_ABORTED/,
    ['The page or the user stopped the request.', 'Fetch', 'The page navigated away or called abort().'],
  ],
  [
    /CERT|SSL|SEC_ERROR/,
    [
      'The certificate or the TLS connection was not accepted.',
      'RFC 8446',
      'Open the address in a tab to see why.',
    ],
  ],
  [
    /NAME_NOT_RESOLVED|UNKNOWN_HOST/,
    ['The host’s name is not known.', 'DNS', 'The address is misspelt, or a VPN is off.'],
  ],
  [
    /REFUSED|UNREACHABLE|TIMED_OUT|TIMEOUT|RESET/,
    ['The server could not be reached.', 'TCP', 'It is down, or a firewall is in between.'],
  ],
  [
    /FAILED|CORS|BLOCKED|NS_ERROR_DOM_BAD_URI/,
    [
      'The browser did not hand the answer to the page.',
      'Fetch, CORS protocol',
      'The server sent no Access-Control-Allow-Origin for this page’s origin: allow the origin at the server (often “web origins”).',
      'An extension or a content security policy blocked it.',
    ],
  ],
];

const asExplanation = (code: string, [meaning, specification, ...causes]: Entry): Explanation => ({
  code,
  meaning,
  specification,
  causes,
});

/** Why a step failed and what usually causes it, or undefined for one that did not fail. */
export function explainFailure(outcome: Step['outcome']): Explanation | undefined {
  switch (outcome.state) {
    case 'oauth-error':
      return explainError(outcome.code);
    case 'http-error': {
      const entry = HTTP[outcome.status];
      if (entry) return asExplanation(`HTTP ${outcome.status}`, entry);
      const meaning = outcome.status >= 500 ? 'The server failed inside.' : 'The server refused the request.';
      return {
        code: `HTTP ${outcome.status}`,
        meaning,
        causes: ['The body of the answer, below, may say more.'],
      };
    }
    case 'network-error': {
      const entry = NETWORK.find(([match]) => match.test(outcome.error))?.[1];
      if (entry) return asExplanation(outcome.error, entry);
      return { code: outcome.error, meaning: 'The browser got no usable answer.', causes: [] };
    }
    default:
      return undefined;
  }
}

/** The meaning of an OAuth error code; one that no specification knows is said to be the server's own. */
export function explainError(code: string): Explanation {
  const entry = describeError(code);
  if (entry) return { code, meaning: entry.text, causes: entry.causes, specification: entry.spec };
  return {
    code,
    meaning: 'A code of this server’s own: no specification defines it.',
    causes: ['Look it up in the server’s documentation.'],
  };
}
