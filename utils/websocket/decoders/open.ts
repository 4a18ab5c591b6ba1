import type { Frame } from '../../session/frames';
import type { Decoder, DecoderOptions, DetectionContext, Protocol } from './decoder';
import { type Detected, detect } from './detection';
import { guard } from './guard';
import { protocolOf } from './registry';

export interface OpenDecoder extends Decoder {
  protocol: Protocol;
  /** The rule and its confidence; a choice of the user is certain. */
  detected: Detected;
  /** What a carrier carries. */
  inner?: OpenDecoder;
}

export interface OpenOptions {
  /** The id of a protocol that the user has chosen for this connection. */
  force?: string;
  schema?: DecoderOptions['schema'];
}

function chosen(id: string): Detected | undefined {
  const protocol = protocolOf(id);
  return protocol && { protocol, confidence: 1, rule: 'chosen by the user' };
}

/** What a carrier's first frames carry, as the first frames of a connection of its own. */
function within(context: DetectionContext, carried: NonNullable<Protocol['carried']>): DetectionContext {
  const frames = context.frames.flatMap((frame): Frame[] =>
    frame.payload === undefined
      ? []
      : carried(frame.payload).map((payload) => ({
          ...frame,
          payload,
          binary: typeof payload !== 'string',
          size: payload.length,
        })),
  );
  return { url: '', subprotocol: '', offered: [], frames };
}

/**
 * Loads the decoder of a connection's protocol, detected from its first frames or forced. The decoder keeps
 * the connection's state: feed it frames in order, from the first where `protocol.stateful`. It never throws.
 *
 * @throws what a user's schema is refused for, as NotDecoded
 */
export async function openDecoder(
  context: DetectionContext,
  options: OpenOptions = {},
): Promise<OpenDecoder> {
  const detected = (options.force && chosen(options.force)) || detect(context);
  const { protocol } = detected;
  const module = await protocol.load();
  const inner = protocol.carried ? await openDecoder(within(context, protocol.carried)) : undefined;
  const decoder = module.createDecoder({
    url: context.url,
    subprotocol: context.subprotocol,
    inner,
    schema: options.schema,
  });
  return { ...guard(decoder), protocol, detected, ...(inner ? { inner } : {}) };
}
