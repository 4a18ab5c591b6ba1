import type { Frame } from '../../session/frames';
import {
  type Decoded,
  type Detected,
  type DetectionContext,
  detect,
  openDecoder,
  PROTOCOLS,
} from '../../websocket/decoders';
import type { ChosenSchema } from '../../websocket/decoders/decoder';
import type { DecoderChoice, DetectedProtocol } from './messages';
import { USER } from './user/messages';
import type { RemoteDecoder } from './user/remote';

/** Whoever reads a connection's frames: a decoder of ours, or one of the user's own elsewhere. */
export interface Reader {
  detected: DetectedProtocol;
  /** Frames have to be read from the first one on, in order. */
  stateful: boolean;
  decode(frame: Frame): Decoded | Promise<Decoded>;
  types?: readonly string[];
  /** What payloads within payloads are read with. */
  schema?: ChosenSchema;
}

/** What a connection is to be read as, before anything is loaded for it. */
export type Found = { detected: DetectedProtocol; remote?: RemoteDecoder };

const toldOf = ({
  protocol: { id, title, schema, textOnly },
  confidence,
  rule,
}: Detected): DetectedProtocol => ({
  protocol: { id, title, ...(schema && { schema }), ...(textOnly && { textOnly }) },
  confidence,
  rule,
});

/** The surest of ours and of the user's own, or the user's own that was chosen. */
export async function find(
  context: DetectionContext,
  { protocol }: DecoderChoice,
  remotes: readonly RemoteDecoder[],
): Promise<Found> {
  const asProtocol = ({ id, title }: RemoteDecoder) => ({ id, title });
  const chosen = protocol?.startsWith(USER) ? remotes.find(({ id }) => id === protocol) : undefined;
  if (chosen) {
    const detected = { protocol: asProtocol(chosen), confidence: 1, rule: 'chosen by the user' };
    return { detected, remote: chosen };
  }
  let best: Found = { detected: toldOf(detect(context)) };
  if (protocol && !protocol.startsWith(USER)) return best;
  const looked = await Promise.all(
    remotes.map(async (remote) => ({ remote, detection: await remote.detect(context) })),
  );
  for (const { remote, detection } of looked) {
    if (detection && detection.confidence >= best.detected.confidence) {
      best = { detected: { protocol: asProtocol(remote), ...detection }, remote };
    }
  }
  return best;
}

/** Message types of a schema for what a carrier's messages hold. @throws why it was refused */
async function typesWithin(schema: ChosenSchema | undefined): Promise<readonly string[] | undefined> {
  if (!schema) return undefined;
  const { createDecoder } = await PROTOCOLS.find((one) => one.schema)!.load();
  return createDecoder({ url: '', subprotocol: '', schema }).types;
}

/** Loads what reads a connection. @throws why a user's decoder or schema was refused */
export async function openReader(
  context: DetectionContext,
  choice: DecoderChoice,
  { detected, remote }: Found,
): Promise<Reader> {
  if (remote) {
    const { stateful } = await remote.open(context.url, context.subprotocol);
    return { detected, stateful, decode: remote.decode };
  }
  const force = choice.protocol?.startsWith(USER) ? undefined : choice.protocol;
  const decoder = await openDecoder(context, { force, schema: choice.schema });
  const told = toldOf(decoder.detected);
  return {
    detected: decoder.inner ? { ...told, inner: toldOf(decoder.inner.detected) } : told,
    stateful: decoder.protocol.stateful === true,
    decode: decoder.decode,
    types: decoder.types ?? (await typesWithin(choice.schema)),
    schema: choice.schema,
  };
}
