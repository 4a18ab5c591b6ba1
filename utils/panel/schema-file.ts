import { encodeBase64 } from '../exchange/binary';
import type { SchemaFile } from './saved-decoders';

/** Longest schema that is kept, in bytes: settings have five megabytes in all. */
const LONGEST = 1024 * 1024;

/**
 * `.proto` files, or one descriptor set, as they are kept, once their messages could be read.
 *
 * @throws why they are no schema, as an Error for people
 */
export async function readSchema(files: readonly File[], id: string): Promise<SchemaFile> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > LONGEST) throw new Error(`it is longer than ${LONGEST} bytes`);
  const { parseSchema } = await import('../websocket/decoders/protocols/protobuf/decoder');
  const title = files
    .map(({ name }) => name)
    .join(', ')
    .slice(0, 80);
  if (files.every(({ name }) => name.endsWith('.proto'))) {
    const proto = await Promise.all(files.map((file) => file.text()));
    parseSchema(proto);
    return { id, title, source: { proto } };
  }
  const [file] = files;
  if (!file || files.length > 1) throw new Error('choose .proto files, or one descriptor set');
  const bytes = new Uint8Array(await file.arrayBuffer());
  parseSchema(bytes);
  return { id, title, source: { descriptors: encodeBase64(bytes) } };
}

/** Bytes, about. */
export const sizeOfSchema = ({ source }: SchemaFile): number =>
  'proto' in source
    ? source.proto.reduce((sum, text) => sum + text.length, 0)
    : Math.floor((source.descriptors.length * 3) / 4);
