import { FrameImpl, type IRawFrameType, Parser } from '@stomp/stompjs';
import { tryUtf8 } from '../../bytes';
import { credentialsIn, withCredentials } from '../../credentials';
import type { Correlation, Decoded, Decoder } from '../../decoder';
import { tryJson } from '../../json';
import { MAX_BATCH, MAX_PAYLOAD, NotDecoded } from '../../limits';
import { batchOf, fields, line } from '../../summary';

const MOST_SUBSCRIPTIONS = 10_000;

const COMMANDS = new Set([
  ...['CONNECT', 'STOMP', 'CONNECTED', 'SEND', 'SUBSCRIBE', 'UNSUBSCRIBE', 'MESSAGE', 'RECEIPT'],
  ...['ERROR', 'DISCONNECT', 'ACK', 'NACK', 'BEGIN', 'COMMIT', 'ABORT'],
]);

type Headers = ReadonlyMap<string, string>;

function correlationsOf(command: string, headers: Headers): readonly Correlation[] | undefined {
  const found: Correlation[] = [];
  const receipt = headers.get('receipt');
  const answered = headers.get('receipt-id');
  // STOMP 1.0 may leave the id out: then the destination names the subscription.
  const subscription = headers.get('subscription') ?? headers.get('id') ?? headers.get('destination');
  if (command === 'CONNECT' || command === 'STOMP') found.push({ id: 'connect', role: 'request' });
  if (command === 'CONNECTED') found.push({ id: 'connect', role: 'reply', ends: true });
  if (receipt !== undefined) found.push({ id: `receipt ${receipt}`, role: 'request' });
  if (answered !== undefined) found.push({ id: `receipt ${answered}`, role: 'reply', ends: true });
  if (subscription !== undefined) {
    const id = `subscription ${subscription}`;
    if (command === 'SUBSCRIBE') found.push({ id, role: 'request', silent: true });
    if (command === 'MESSAGE') found.push({ id, role: 'event' });
    if (command === 'UNSUBSCRIBE') found.push({ id, role: 'event', by: 'requester', ends: true });
  }
  return found.length > 0 ? found : undefined;
}

const LONGEST_COMMAND = 12;

/** Whether bytes may be how a STOMP frame begins: line ends, and a command or the beginning of one. */
function mayBegin(payload: string | Uint8Array): boolean {
  const unit = (at: number) => (typeof payload === 'string' ? payload.charCodeAt(at) : payload[at]!);
  let at = 0;
  while (at < payload.length && (unit(at) === 10 || unit(at) === 13)) at++;
  let word = '';
  for (; at < payload.length && word.length <= LONGEST_COMMAND; at++) {
    if (unit(at) === 10 || unit(at) === 13) return COMMANDS.has(word);
    word += String.fromCharCode(unit(at));
  }
  return [...COMMANDS].some((command) => command.startsWith(word));
}

/** What both directions share. */
interface Conversation {
  /** STOMP 1.0 does not escape header values. */
  escaped: boolean;
  /** Destinations by subscription: some brokers leave the destination out of their messages. */
  destinations: Map<string, string>;
}

function describe(raw: IRawFrameType, { escaped, destinations }: Conversation): Decoded {
  const command = raw.command ?? '';
  if (!COMMANDS.has(command)) throw new NotDecoded('its command is none of STOMP’s');
  const opening = command === 'CONNECT' || command === 'CONNECTED';
  const frame = FrameImpl.fromRawFrame(raw, escaped && !opening);
  // The specification keeps the first of repeated headers; the library the last.
  const headers = new Map<string, string>();
  for (const [name] of raw.headers) {
    if (!headers.has(name)) headers.set(name, String(frame.headers[name] ?? ''));
  }
  const id = headers.get('id');
  const destination = headers.get('destination');
  if (command === 'SUBSCRIBE' && id && destination && destinations.size < MOST_SUBSCRIPTIONS) {
    destinations.set(id, destination);
  }
  const bytes = frame.binaryBody;
  const body = bytes.length > 0 ? (tryUtf8(bytes) ?? bytes) : undefined;
  const value = typeof body === 'string' ? (tryJson(body) ?? body) : body;
  const where =
    destination ??
    destinations.get(headers.get('subscription') ?? '') ??
    id ??
    headers.get('receipt-id') ??
    headers.get('version') ??
    '';
  const failure = command === 'ERROR' ? (headers.get('message') ?? 'the server reports an error') : undefined;
  const secrets = ['passcode', 'Authorization', 'authorization'];
  return {
    kind: command,
    summary: failure ? `ERROR ${failure}` : line(where ? `${command} ${where}` : command, value),
    fields: [
      ...[...headers].map(([name, text]) => ({
        name,
        value: text,
        ...(secrets.includes(name) ? { secret: true as const } : {}),
      })),
      ...fields(['body', value]),
    ],
    correlations: correlationsOf(command, headers),
    ...(body === undefined
      ? {}
      : { nested: { name: 'body', payload: body, mime: headers.get('content-type') } }),
    ...withCredentials(
      command === 'CONNECT' || command === 'STOMP'
        ? [...headers].flatMap(([name, text]) => credentialsIn(text, `headers.${name}`))
        : [],
    ),
    ...(failure ? { error: failure } : {}),
  };
}

/** The frames of one direction; a STOMP frame may be split over several WebSocket messages. */
function createFrames(speaks: Conversation) {
  let told: Decoded[] = [];
  let failed: NotDecoded | undefined;
  let waiting = 0;
  /** Nothing was read by this parser. */
  let fresh = true;

  const start = () => {
    fresh = true;
    waiting = 0;
    return new Parser(
      (raw) => {
        waiting = 0;
        if (told.length >= MAX_BATCH) failed ??= new NotDecoded(`it holds more than ${MAX_BATCH} messages`);
        if (failed) return;
        try {
          told.push(describe(raw, speaks));
          if (raw.command === 'CONNECTED') {
            const version = raw.headers.find(([name]) => name === 'version')?.[1];
            speaks.escaped = version !== undefined && version !== '1.0';
          }
        } catch (error) {
          failed ??= error instanceof NotDecoded ? error : new NotDecoded('it is not a STOMP frame');
        }
      },
      () => {
        if (told.length < MAX_BATCH)
          told.push({ kind: 'heart-beat', summary: 'heart-beat', fields: [], heartbeat: true });
      },
    );
  };
  let parser = start();

  return (payload: string | Uint8Array): Decoded => {
    told = [];
    failed = undefined;
    // The parser takes megabytes of anything for a command that has not ended.
    if (fresh && !mayBegin(payload)) throw new NotDecoded('its command is none of STOMP’s');
    fresh = false;
    waiting += payload.length;
    if (waiting > MAX_PAYLOAD) {
      parser = start();
      throw new NotDecoded('a STOMP frame does not end');
    }
    parser.parseChunk(typeof payload === 'string' ? payload : payload.slice().buffer, false);
    if (failed) {
      parser = start();
      throw failed;
    }
    if (told.length === 0)
      return { kind: 'part', summary: `part of a STOMP frame (${payload.length} bytes)`, fields: [] };
    // A frame may be followed by line ends, which are no heart-beat then.
    const frames = told.filter((one) => !one.heartbeat);
    return frames.length > 0 ? batchOf(frames) : told[0]!;
  };
}

/** STOMP 1.0 to 1.2. Until CONNECTED names a version, header escapes are those of 1.1 and later. */
export function createDecoder(): Decoder {
  const speaks: Conversation = { escaped: true, destinations: new Map() };
  const directions = { sent: createFrames(speaks), received: createFrames(speaks) };
  return { decode: ({ payload = '', sent }) => directions[sent ? 'sent' : 'received'](payload) };
}
