import { isObject, type JsonObject } from '../oauth/encoding';
import { FRAME_BINARY, FRAME_SENT, type Place, type SocketFrames } from '../session/observations';
import { decodeBase64 } from './binary';
import { listIn, numberIn, objectIn, textIn } from './json-members';

interface Owner {
  place: Place;
  realm: string;
  n: number;
  startedAt: number;
}

/**
 * The frames of a HAR entry: Chrome's `_webSocketMessages` (times in seconds), Playwright's (milliseconds, perhaps in
 * an attached `.jsonl` named by `response.content._file`). An unknown time (−1) is that of the frame before.
 */
export function framesOf(
  entry: JsonObject,
  { place, realm, n, startedAt }: Owner,
  attachments: ReadonlyMap<string, string>,
): { batch: SocketFrames; errors: number[] } {
  const file = textIn(objectIn(objectIn(entry, 'response'), 'content'), '_file');
  const inline = listIn(entry, '_webSocketMessages');
  const messages =
    inline.length > 0 ? inline : jsonLines(file === undefined ? undefined : attachments.get(file));
  const rows: { at: number; flags: number; payload: string | Uint8Array }[] = [];
  const errors: number[] = [];
  let last = startedAt;
  for (const message of messages) {
    if (!isObject(message)) continue;
    const at = timeOf(numberIn(message, 'time')) ?? last;
    last = at;
    const data = textIn(message, 'data') ?? '';
    const type = textIn(message, 'type');
    if (type === 'error') {
      errors.push(at);
      continue;
    }
    const opcode = numberIn(message, 'opcode');
    // Control frames (RFC 6455 §5.5), which some programs list among the messages.
    if (opcode !== undefined && opcode >= 8) continue;
    const bytes = opcode === 2 ? decodeBase64(data) : undefined;
    rows.push({
      at,
      flags: (type === 'send' ? FRAME_SENT : 0) | (bytes ? FRAME_BINARY : 0),
      payload: bytes ?? data,
    });
  }
  const batch: SocketFrames = {
    kind: 'socket-frames',
    place,
    realm,
    sockets: rows.map(() => n),
    seqs: rows.map((_, i) => i),
    times: rows.map(({ at }) => at),
    flags: rows.map(({ flags }) => flags),
    sizes: rows.map(({ payload }) => payload.length),
    payloads: rows.map(({ payload }) => payload),
  };
  return { batch, errors };
}

/** HTTP Toolkit's `_webSocketClose`; `lastAt`: when something was last seen of the connection. */
export function closeOf(
  entry: JsonObject,
  { startedAt, lastAt }: { startedAt: number; lastAt: number },
): { at: number; code: number; reason: string; wasClean: boolean } | undefined {
  const endedAt = Math.max(lastAt, startedAt + (numberIn(entry, 'time') ?? 0));
  if (entry._webSocketClose === 'aborted') return { at: endedAt, code: 1006, reason: '', wasClean: false };
  const close = objectIn(entry, '_webSocketClose') ?? closeFrame(entry);
  if (!close) return undefined;
  // HTTP Toolkit writes a time of its own clock, which is none of the epoch: then the entry's duration says it.
  const told = timeOf(numberIn(close, 'timestamp'));
  const at = told !== undefined && told >= startedAt ? told : endedAt;
  return { at, code: numberIn(close, 'code') ?? 1005, reason: textIn(close, 'reason') ?? '', wasClean: true };
}

/** A Close frame that is listed as a message: its code as a member, or as the first bytes (RFC 6455 §5.5.1). */
function closeFrame(entry: JsonObject): JsonObject | undefined {
  const frame = listIn(entry, '_webSocketMessages').find((one) => numberIn(one, 'opcode') === 8);
  if (!isObject(frame)) return undefined;
  const bytes = decodeBase64(textIn(frame, 'data') ?? '');
  const told = bytes && bytes.length >= 2 ? (bytes[0]! << 8) | bytes[1]! : undefined;
  return { code: numberIn(frame, 'code') ?? told, reason: textIn(frame, 'reason'), timestamp: frame.time };
}

/** Epoch milliseconds of a time in seconds or milliseconds: seconds pass 1e11 in the year 5138. */
function timeOf(time: number | undefined): number | undefined {
  if (time === undefined || time <= 0) return undefined;
  return time > 1e11 ? time : time * 1000;
}

function jsonLines(text: string | undefined): unknown[] {
  return (text ?? '').split('\n').flatMap((line) => {
    try {
      return line.trim() === '' ? [] : [JSON.parse(line) as unknown];
    } catch {
      return [];
    }
  });
}
