import { decodeBase64 } from '../exchange/binary';
import type { DecoderChoice } from './decoding/messages';
import type { Settings } from './settings';
import { urlPattern } from './url';

/** What connections of one URL pattern are read as, as it is kept. */
export interface SavedChoice {
  /** Id of a protocol or of a user's own decoder; as detected where there is none. */
  protocol?: string;
  /** Id of a schema, and the message types of what is sent and received. */
  schema?: string;
  sent?: string;
  received?: string;
}

/** A schema that the user loaded: the text of `.proto` files, or a FileDescriptorSet in base64. */
export interface SchemaFile {
  id: string;
  title: string;
  source: { proto: readonly string[] } | { descriptors: string };
}

const NONE: SavedChoice = {};

/** The choice for connections like the one at this URL; empty where there is none. */
export function savedChoice(saved: Settings['decoders'], url: string): SavedChoice {
  const pattern = urlPattern(url);
  const choice = Object.hasOwn(saved, pattern) ? saved[pattern] : undefined;
  return choice !== null && typeof choice === 'object' ? choice : NONE;
}

/** The choices with one more for connections like the one at this URL; an empty one is taken away. */
export function withChoice(
  saved: Settings['decoders'],
  url: string,
  choice: SavedChoice,
): Settings['decoders'] {
  const { [urlPattern(url)]: _, ...others } = saved;
  const kept = Object.fromEntries(Object.entries(choice).filter(([, value]) => value));
  return Object.keys(kept).length > 0 ? { ...others, [urlPattern(url)]: kept } : others;
}

/** What the decoder is told of a choice. A schema that is gone is none. */
export function decoderChoice(
  { protocol, schema, sent, received }: SavedChoice,
  schemas: readonly SchemaFile[],
): DecoderChoice {
  const source = schemas.find(({ id }) => id === schema)?.source;
  const read = source && ('proto' in source ? source.proto : decodeBase64(source.descriptors));
  return { protocol, ...(read && { schema: { source: read, sent, received } }) };
}
