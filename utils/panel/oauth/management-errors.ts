import type { ErrorEntry } from '../../oauth';
import type { Step, StepKind } from '../../oauth/model';

/** How the management of a registration is refused (RFC 7592 §2). Korean: utils/i18n/prose/errors.ko.json. */
export const MANAGEMENT = {
  management_400: {
    text: 'The server does not take the change.',
    causes: [
      'client_id is missing, or is not the one that was registered.',
      'A change sends everything anew, but never registration_access_token, registration_client_uri, client_secret_expires_at or client_id_issued_at.',
      'client_secret may be sent, but only with the value that it has.',
    ],
    spec: 'RFC 7592 §2.2',
  },
  management_401: {
    text: 'The registration access token is not good, or there is no such client any more.',
    causes: [
      'The client was deleted: its token ended with it.',
      'An earlier answer brought a new token, and the old one was sent.',
      'It is the token of another client, or an access token of a sign-in.',
      'The Authorization header is missing.',
    ],
    spec: 'RFC 7592 §2, §2.1',
  },
  management_403: {
    text: 'The token is good, but the client may not do this with its registration.',
    causes: ['The server lets such a client read its registration, but not change or delete it.'],
    spec: 'RFC 7592 §2.1, §2.2, §2.3',
  },
  management_404: {
    text: 'There is nothing at this address.',
    causes: [
      'The address was put together: registration_client_uri has to be used as it was given.',
      'The client was deleted, and the server says so in its own way: 401 is asked for.',
    ],
    spec: 'RFC 7592 §2, §3',
  },
  management_405: {
    text: 'The server does not offer this.',
    causes: ['A server need not let clients delete themselves.'],
    spec: 'RFC 7592 §2.3',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;

const KINDS: ReadonlySet<StepKind> = new Set([
  'client_read_request',
  'client_update_request',
  'client_delete_request',
]);

const CODES: Readonly<Record<string, keyof typeof MANAGEMENT>> = {
  invalid_request: 'management_400',
  invalid_token: 'management_401',
};

/** Which entry tells why the management of a registration was refused; undefined for other steps, and other errors. */
export function managementErrorId(
  outcome: Step['outcome'],
  kind: StepKind | undefined,
): keyof typeof MANAGEMENT | undefined {
  if (!kind || !KINDS.has(kind)) return undefined;
  const changes = kind === 'client_update_request';
  const id =
    outcome.state === 'oauth-error' && Object.hasOwn(CODES, outcome.code)
      ? CODES[outcome.code]
      : outcome.state === 'http-error'
        ? `management_${outcome.status}`
        : undefined;
  if (!id || !Object.hasOwn(MANAGEMENT, id) || (id === 'management_400' && !changes)) return undefined;
  return id as keyof typeof MANAGEMENT;
}
