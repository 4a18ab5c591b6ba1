import type { CloseCode, CloseSender } from './close-codes';

export type Entry = Omit<CloseCode, 'code' | 'id'>;

export const wire = (
  source: CloseCode['source'],
  sender: CloseSender,
  name: string,
  meaning: string,
  next: string,
): Entry => ({ name, meaning, sender, onWire: sender !== 'nobody', next, source });

/** RFC 6455 §7.4.1 and the IANA "WebSocket Close Code Number Registry". */
export const REGISTERED: ReadonlyMap<number, Entry> = new Map([
  [
    1000,
    wire(
      'rfc6455',
      'page-or-server',
      'Normal Closure',
      'The purpose of the connection was fulfilled.',
      'Nothing, if this was meant. The reason text may say more.',
    ),
  ],
  [
    1001,
    wire(
      'rfc6455',
      'browser-or-server',
      'Going Away',
      'The server is going down, or the page was left.',
      'See whether the page navigated at that time; if not, the server or a proxy shut down.',
    ),
  ],
  [
    1002,
    wire(
      'rfc6455',
      'browser-or-server',
      'Protocol Error',
      'A frame broke the WebSocket protocol.',
      'Look at the last frames, and at proxies that rewrite traffic.',
    ),
  ],
  [
    1003,
    wire(
      'rfc6455',
      'browser-or-server',
      'Unsupported Data',
      'A kind of data came that the endpoint cannot take (binary where text was expected, say).',
      'Look at the type of the last frame sent.',
    ),
  ],
  [
    1004,
    wire(
      'rfc6455',
      'nobody',
      'Reserved',
      'Reserved; has no meaning yet.',
      'The server should not use this code.',
    ),
  ],
  [
    1005,
    wire(
      'rfc6455',
      'nobody',
      'No Status Received',
      'The Close frame carried no code.',
      'A close() without arguments does this: the peer gave no reason.',
    ),
  ],
  [
    1006,
    wire(
      'rfc6455',
      'nobody',
      'Abnormal Closure',
      'The connection ended without a Close frame, or never opened.',
      'If it never opened, look at the handshake’s status. If it was open: network, proxy idle timeout, server crash.',
    ),
  ],
  [
    1007,
    wire(
      'rfc6455',
      'browser-or-server',
      'Invalid Frame Payload Data',
      'A text message was not valid UTF-8, or did not fit its type.',
      'Look at the encoding of the last message sent.',
    ),
  ],
  [
    1008,
    wire(
      'rfc6455',
      'server',
      'Policy Violation',
      'A message broke the server’s policy; often used for failed authorization.',
      'Look at the token’s expiry and scope, the Origin, and rate limits.',
    ),
  ],
  [
    1009,
    wire(
      'rfc6455',
      'browser-or-server',
      'Message Too Big',
      'A message was larger than the endpoint accepts.',
      'Compare the size of the last message with the server’s limit.',
    ),
  ],
  [
    1010,
    wire(
      'rfc6455',
      'browser-or-server',
      'Mandatory Extension',
      'The client wanted an extension that the server did not agree to.',
      'Look at Sec-WebSocket-Extensions of the handshake.',
    ),
  ],
  [
    1011,
    wire(
      'rfc6455',
      'server',
      'Internal Error',
      'The server met an unexpected condition.',
      'Look at the server’s log at this time, and at the last message sent.',
    ),
  ],
  [
    1012,
    wire(
      'iana',
      'server',
      'Service Restart',
      'The server restarts; reconnect after a random delay of 5–30 s.',
      'Check that the client reconnects with a backoff.',
    ),
  ],
  [
    1013,
    wire(
      'iana',
      'server',
      'Try Again Later',
      'The server is overloaded; connect elsewhere or later.',
      'Check that the client backs off.',
    ),
  ],
  [
    1014,
    wire(
      'iana',
      'server',
      'Bad Gateway',
      'A gateway got an invalid answer from the server behind it (like HTTP 502).',
      'Look at the server behind the proxy.',
    ),
  ],
  [
    1015,
    wire(
      'rfc6455',
      'nobody',
      'TLS Handshake',
      'The TLS handshake failed.',
      'Open the same host with https:// to see the certificate error.',
    ),
  ],
  [
    3000,
    wire(
      'iana',
      'page-or-server',
      'Unauthorized',
      'The endpoint must be authorized (like HTTP 401).',
      'Look at the token that the connection carried.',
    ),
  ],
  [
    3003,
    wire(
      'iana',
      'page-or-server',
      'Forbidden',
      'Authorized, but without the permission needed (like HTTP 403).',
      'Look at the token’s scope and audience.',
    ),
  ],
  [
    3008,
    wire(
      'iana',
      'page-or-server',
      'Timeout',
      'An operation took too long (like HTTP 408).',
      'Look at the time of the last frames both ways.',
    ),
  ],
]);

const convention = (name: string, meaning: string, next: string) =>
  wire('convention', 'page-or-server', name, `${meaning} A convention, not a standard.`, next);

/** 4000–4999 is for private use (§7.4.2): these are what widely used software means by them. */
export const CONVENTIONS: ReadonlyMap<number, Entry> = new Map([
  [
    4400,
    convention(
      'Bad Request',
      'A message was invalid (graphql-ws and other servers, after HTTP 400).',
      'Look at the last message sent.',
    ),
  ],
  [
    4401,
    convention(
      'Unauthorized',
      'No valid credentials, or they ran out (graphql-ws and other servers, after HTTP 401).',
      'Look at the expiry of the token that the connection carried.',
    ),
  ],
  [
    4403,
    convention(
      'Forbidden',
      'Credentials without the needed permission (graphql-ws and other servers, after HTTP 403).',
      'Look at the token’s scope and audience.',
    ),
  ],
  [
    4404,
    convention(
      'Not Found',
      'No such room, channel or path (after HTTP 404).',
      'Look at the URL and the subscription.',
    ),
  ],
  [
    4406,
    convention(
      'Subprotocol Not Acceptable',
      'graphql-ws: the subprotocol is not supported.',
      'Compare the protocols offered and chosen.',
    ),
  ],
  [
    4408,
    convention(
      'Connection Initialisation Timeout',
      'graphql-ws: connection_init did not come in time (after HTTP 408).',
      'Look at when the first message was sent.',
    ),
  ],
  [
    4409,
    convention(
      'Conflict',
      'graphql-ws: a subscriber of that id exists (after HTTP 409).',
      'Look at the ids of the subscribe messages.',
    ),
  ],
  [
    4429,
    convention(
      'Too Many Requests',
      'graphql-ws: connection_init twice; elsewhere a rate limit (after HTTP 429).',
      'Count the messages before the close.',
    ),
  ],
  [
    4500,
    convention(
      'Internal Server Error',
      'The server failed (graphql-ws, after HTTP 500).',
      'Look at the server’s log at this time.',
    ),
  ],
]);
