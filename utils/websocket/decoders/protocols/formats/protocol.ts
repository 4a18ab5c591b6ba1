import type { Detection, DetectionContext, Protocol } from '../../decoder';
import { tryJson } from '../../json';
import { allBinary, arrays, binaries, objects, texts, when } from '../../sight';
import { type Carried, carriedInBase64 } from './carried';
import { compressionOf } from './magic';
import { cborShape, isBson, msgpackShape } from './shapes';

/** Formats say nothing of a protocol, so they are never as sure as one. */
function byShape(
  context: DetectionContext,
  shape: (bytes: Uint8Array) => 'keyed' | 'list' | undefined,
  name: string,
): Detection | undefined {
  if (!allBinary(context, (bytes) => shape(bytes) !== undefined)) return undefined;
  const keyed = binaries(context).some((bytes) => shape(bytes) === 'keyed');
  return keyed
    ? { confidence: 0.75, rule: `every binary frame is one ${name} value, a map with text keys among them` }
    : { confidence: 0.45, rule: `every binary frame is one ${name} list; other formats look alike` };
}

const lines = (text: string) => text.split('\n').filter((part) => part.trim() !== '');

const json: Protocol = {
  id: 'json',
  textOnly: true,
  plain: true,
  only: 'format',
  title: 'JSON',
  versions: 'RFC 8259',
  detected: 'text frames that are objects or arrays',
  shows: 'the first entries in the summary, the tree whole',
  detect(context) {
    const all = texts(context).length;
    const found = objects(context).length + arrays(context).length;
    if (found === 0) return undefined;
    return found === all
      ? { confidence: 0.7, rule: 'every text frame is a JSON object or array' }
      : when(found * 2 > all, 0.4, `${found} of ${all} text frames are JSON objects or arrays`);
  },
  load: () => import('./json'),
};

const ndjson: Protocol = {
  id: 'ndjson',
  textOnly: true,
  plain: true,
  only: 'format',
  title: 'NDJSON (JSON lines)',
  versions: 'newline-delimited JSON',
  detected: 'text frames of several lines, each a JSON object or array',
  shows: 'each line as a message',
  detect: (context) =>
    when(
      texts(context).some((text) => {
        const list = lines(text.slice(0, 100_000));
        return (
          list.length > 1 &&
          tryJson(text) === undefined &&
          list.slice(0, 50).every((part) => tryJson(part) !== undefined)
        );
      }),
      0.75,
      'a text frame has several lines, each a JSON object or array',
    ),
  load: () => import('./ndjson'),
};

const msgpack: Protocol = {
  id: 'msgpack',
  only: 'format',
  title: 'MessagePack',
  versions: '2013 specification, extension types',
  detected: 'binary frames that are exactly one map or list',
  shows: 'the value as a tree',
  detect: (context) => byShape(context, msgpackShape, 'MessagePack'),
  load: () => import('./msgpack-decoder'),
};

const cbor: Protocol = {
  id: 'cbor',
  only: 'format',
  title: 'CBOR',
  versions: 'RFC 8949, sequences (RFC 8742)',
  detected: 'binary frames that are exactly one map or list, or the self-described tag',
  shows: 'the value as a tree, tags by number',
  detect: (context) => byShape(context, cborShape, 'CBOR'),
  load: () => import('./cbor-decoder'),
};

const bson: Protocol = {
  id: 'bson',
  textOnly: true,
  only: 'format',
  title: 'BSON',
  versions: '1.1',
  detected: 'binary frames that begin with their own length and end in zero',
  shows: 'the document as a tree',
  detect: (context) =>
    when(
      allBinary(context, isBson),
      0.85,
      'every binary frame begins with its own length, little-endian, and ends in zero',
    ),
  load: () => import('./bson'),
};

const compressed: Protocol = {
  id: 'compressed',
  only: 'format',
  title: 'Compressed payloads',
  versions: 'gzip, zlib, raw deflate, brotli; zstd is named, not read',
  detected: 'the magic bytes of gzip, zlib or zstd; raw deflate and brotli have none and are chosen by hand',
  shows: 'the compression, and what it unpacks to',
  detect(context) {
    const kinds = binaries(context).map(compressionOf);
    const [first] = kinds;
    if (!first || !kinds.every((kind) => kind === first)) return undefined;
    return {
      confidence: first === 'deflate' ? 0.6 : 0.9,
      rule: `every binary frame begins as ${first} does`,
    };
  },
  load: () => import('./compressed'),
};

const base64: Protocol = {
  id: 'base64',
  textOnly: true,
  only: 'format',
  title: 'Base64 in text',
  versions: 'RFC 4648, standard and URL-safe alphabet',
  detected: 'text frames that are base64 of JSON or of a compressed payload',
  shows: 'what it holds',
  detect(context) {
    const kinds = texts(context).map(carriedInBase64);
    if (kinds.length === 0 || kinds.some((kind) => kind === undefined)) return undefined;
    const [known] = kinds as Carried[];
    return { confidence: 0.65, rule: `every text frame is base64 of ${known!.what}` };
  },
  load: () => import('./base64-decoder'),
};

const raw: Protocol = {
  id: 'raw',
  textOnly: true,
  plain: true,
  only: 'fallback',
  title: 'Text or bytes',
  versions: 'any',
  detected: 'nothing else was',
  shows: 'the beginning of the text, or the size',
  detect: () => ({ confidence: 0.01, rule: 'no protocol or format was recognised' }),
  load: () => import('./raw'),
};

export const protocols: readonly Protocol[] = [ndjson, json, bson, msgpack, cbor, compressed, base64, raw];
