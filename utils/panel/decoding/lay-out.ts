import type { Frame } from '../../session/frames';
import {
  type Decoded,
  type Decompress,
  decodeNested,
  type Nested,
  NotDecoded,
} from '../../websocket/decoders';
import type { ChosenSchema } from '../../websocket/decoders/decoder';
import { fieldViews } from '../decoded-view';
import type { MessageView, Said } from './messages';

/** Most fields, and most messages of a frame, that are laid out; a frame may hold a thousand. */
const FIELDS = 200;
const MESSAGES = 50;
/** How far payloads within payloads are read. */
const DEPTH = 4;
/** Bytes that all compressed parts of one frame may come to. */
const UNPACKED = 16 * 1024 * 1024;

/** What a list, pairing and the heartbeat filter need of a decoded frame. */
export function saidOf(decoded: Decoded): Said {
  const { kind, summary, error, correlations, heartbeat, batch, fields, nested } = decoded;
  const told = batch?.some(belongs) ? batch.map(saidOf) : undefined;
  return {
    kind,
    summary,
    ...(error !== undefined && { error }),
    ...(heartbeat && { heartbeat }),
    ...(correlations && { correlations }),
    ...(told && { batch: told }),
    ...((fields.length > 0 || batch || nested || error !== undefined) && { more: true as const }),
  };
}

const belongs = (message: Decoded): boolean =>
  message.correlations !== undefined || (message.batch?.some(belongs) ?? false);

/** Stops at a sum over all parts of a frame: a batch may hold fifty zip bombs. */
function withinBudget(decompress: Decompress): Decompress {
  let left = UNPACKED;
  return async (format, bytes, limit) => {
    if (left <= 0) throw new NotDecoded('the other parts of the frame unpack to too much');
    const unpacked = await decompress(format, bytes, Math.min(limit, left));
    left -= unpacked.length;
    return unpacked;
  };
}

/** A decoded frame as its view draws it, with what it carries read too. */
export function layOut(
  decoded: Decoded,
  frame: Frame,
  decompress: Decompress,
  schema?: ChosenSchema,
): Promise<MessageView> {
  const unpack = withinBudget(decompress);
  return messageView(decoded, (nested) => decodeNested(nested, frame, unpack, schema), 0);
}

async function messageView(
  decoded: Decoded,
  read: (nested: Nested) => Promise<Decoded>,
  depth: number,
): Promise<MessageView> {
  const { kind, summary, error, batch, nested, fields } = decoded;
  const messages: MessageView[] = [];
  for (const message of batch?.slice(0, MESSAGES) ?? []) {
    messages.push(await messageView(message, read, depth + 1));
  }
  const inner = nested && depth < DEPTH ? await messageView(await read(nested), read, depth + 1) : undefined;
  return {
    kind,
    summary,
    ...(error !== undefined && { error }),
    fields: fieldViews({ ...decoded, fields: fields.slice(0, FIELDS) }),
    ...(fields.length > FIELDS && { moreFields: fields.length - FIELDS }),
    ...(batch && { batch: messages }),
    ...(batch && batch.length > MESSAGES && { moreMessages: batch.length - MESSAGES }),
    ...(nested &&
      inner && {
        nested: {
          name: nested.name,
          ...(nested.compression && { compression: nested.compression }),
          message: inner,
        },
      }),
  };
}
