import type { Frame } from '../../session/frames';
import { isPrintable, toBytes, tryUtf8 } from './bytes';
import type { ChosenSchema, Decoded, Nested } from './decoder';
import { candidates } from './detection';
import { guard, notDecoded } from './guard';
import { openDecoder } from './open';
import { type Decompress, unpack } from './unpack';

/** Media types that name a format; anything else is detected. */
const BY_MIME: readonly (readonly [RegExp, string])[] = [
  [/[/+]json\b/, 'json'],
  [/[/+]cbor\b/, 'cbor'],
  [/[/+](x-)?msgpack\b/, 'msgpack'],
  [/[/+](x-)?protobuf\b/, 'protobuf'],
];

function frameOf(payload: string | Uint8Array, around: Pick<Frame, 'sent' | 'at'>): Frame {
  return {
    ...around,
    index: 0,
    socketId: 'nested.0',
    seq: 0,
    binary: typeof payload !== 'string',
    size: payload.length,
    truncated: false,
    payload,
  };
}

/** Bytes that are Protocol Buffers, by their media type or by their look, where somebody has the schema. */
async function asMessage(
  given: Frame,
  force: string | undefined,
  schema: ChosenSchema,
): Promise<Decoded | undefined> {
  const { payload = '' } = given;
  // A short message may be valid UTF-8: what nobody writes as text gives it away.
  if (typeof payload === 'string' && isPrintable(payload)) return undefined;
  const frame = frameOf(toBytes(payload), given);
  const context = { url: '', subprotocol: '', offered: [], frames: [frame] };
  const looks = () => candidates(context).some(({ protocol }) => protocol.id === 'protobuf');
  if (!(force === 'protobuf' || (force === undefined && looks()))) return undefined;
  const decoder = await openDecoder(context, { force: 'protobuf', schema });
  const decoded = decoder.decode(frame);
  return decoded.kind === 'not decoded' ? undefined : decoded;
}

/**
 * Reads what a message carries (`Decoded.nested`): unpacks it, detects its format from the payload alone or
 * takes the media type's word, and decodes it. For when somebody opens it. Never rejects.
 */
export async function decodeNested(
  nested: Nested,
  around: Pick<Frame, 'sent' | 'at'>,
  decompress: Decompress,
  schema?: ChosenSchema,
): Promise<Decoded> {
  if (nested.decoded) return nested.decoded;
  try {
    const bytes = nested.compression ? await unpack(nested, decompress) : nested.payload;
    const payload = typeof bytes === 'string' ? bytes : (tryUtf8(bytes) ?? bytes);
    const frame = frameOf(payload, around);
    const force = BY_MIME.find(([pattern]) => pattern.test(nested.mime ?? ''))?.[1];
    const asked = force && force !== 'json' ? frameOf(toBytes(payload), around) : frame;
    const message = schema && (await asMessage(asked, force, schema));
    if (message) return message;
    const decoder = await openDecoder({ url: '', subprotocol: '', offered: [], frames: [frame] }, { force });
    return guard(decoder).decode(asked);
  } catch (error) {
    return notDecoded(nested.payload, error instanceof Error ? error.message : String(error));
  }
}
