import { ByteReader } from '../../bytes';
import { withCredentials } from '../../credentials';
import type { Correlation, Decoded, Decoder, DecoderOptions } from '../../decoder';
import { asObject, asString, parseJson } from '../../json';
import { MAX_BATCH, NotDecoded } from '../../limits';
import { batchOf, idOf, line } from '../../summary';
import { decodeOne } from '../formats/cbor';
import { unpack } from '../formats/msgpack';
import { SHAPES } from './messages';

const MOST = 10_000;

/** Batched: JSON ended by U+0018, the binary serializations preceded by a length of four bytes. */
function split(payload: string | Uint8Array, subprotocol: string): unknown[] {
  const parse = (bytes: Uint8Array) => (subprotocol.includes('cbor') ? decodeOne(bytes) : unpack(bytes));
  if (typeof payload === 'string') {
    return payload
      .split('\u0018')
      .filter((part) => part !== '')
      .slice(0, MAX_BATCH)
      .map(parseJson);
  }
  if (!subprotocol.endsWith('.batched')) return [parse(payload)];
  const reader = new ByteReader(payload);
  const values: unknown[] = [];
  while (reader.left > 0 && values.length < MAX_BATCH) values.push(parse(reader.take(reader.u32())));
  return values;
}

/** WAMP v2. Topics and procedures are said once; later messages name them by subscription or request. */
export function createDecoder({ subprotocol }: DecoderOptions): Decoder {
  const names = new Map<string, string>();
  const remember = (key: string, name: string | undefined) => {
    if (name !== undefined && names.size < MOST) names.set(key, name);
  };

  function nameOf(kind: string, part: (name: string) => unknown, sent: boolean): string | undefined {
    const own =
      asString(part('topic')) ??
      asString(part('procedure')) ??
      asString(part('realm')) ??
      asString(part('reason'));
    const side = (fromRequester: boolean) => `${sent === fromRequester ? 'us' : 'peer'} ${part('request')}`;
    switch (kind) {
      case 'SUBSCRIBE':
      case 'REGISTER':
      case 'CALL':
      case 'PUBLISH':
        remember(side(true), own);
        return own;
      case 'SUBSCRIBED':
        remember(`subscription ${part('subscription')}`, names.get(side(false)));
        return names.get(side(false));
      case 'REGISTERED':
        remember(`registration ${part('registration')}`, names.get(side(false)));
        return names.get(side(false));
      case 'EVENT':
        return names.get(`subscription ${part('subscription')}`);
      case 'INVOCATION': {
        const name = names.get(`registration ${part('registration')}`);
        remember(side(true), name);
        return name;
      }
      case 'RESULT':
      case 'PUBLISHED':
      case 'YIELD':
        return names.get(side(false));
      case 'ERROR':
        return asString(part('error'));
      default:
        return own;
    }
  }

  function correlationsOf(kind: string, part: (name: string) => unknown): readonly Correlation[] | undefined {
    if (kind === 'HELLO') return [{ id: 'session', role: 'request' }];
    if (kind === 'WELCOME' || kind === 'ABORT') return [{ id: 'session', role: 'reply', ends: true }];
    const id = idOf(part('request'));
    const known = [...SHAPES.values()].find(({ name }) => name === kind);
    if (id === undefined || !known?.role) return undefined;
    // Without `acknowledge` nobody answers a PUBLISH.
    if (kind === 'PUBLISH' && asObject(part('options'))?.acknowledge !== true) return undefined;
    if (kind === 'RESULT' && asObject(part('details'))?.progress === true) return [{ id, role: 'event' }];
    const { role, ends, by } = known;
    return [{ id, role, ...(ends ? { ends } : {}), ...(by ? { by } : {}) }];
  }

  function describe(value: unknown, sent: boolean): Decoded {
    if (!Array.isArray(value)) throw new NotDecoded('a WAMP message is an array');
    const known = SHAPES.get(value[0]);
    if (!known) throw new NotDecoded(`message code ${String(value[0]).slice(0, 20)} is none of WAMP's`);
    const part = (name: string) =>
      known.parts.includes(name) ? value[known.parts.indexOf(name) + 1] : undefined;
    const name = nameOf(known.name, part, sent);
    const args = part('arguments') as unknown;
    const keywords = asObject(part('keywords'));
    const signature = known.name === 'AUTHENTICATE' ? asString(part('signature')) : undefined;
    const failed =
      known.name === 'ERROR' || known.name === 'ABORT'
        ? (asString(part('error')) ?? asString(part('reason')))
        : undefined;
    return {
      kind: known.name,
      summary: line(
        name === undefined ? known.name : `${known.name} ${name}`,
        keywords && Object.keys(keywords).length > 0 ? keywords : args,
      ),
      fields: [
        ...known.parts
          .map((title, n) => ({
            name: title,
            value: value[n + 1],
            ...(title === 'signature' ? { secret: true as const } : {}),
          }))
          .filter(({ value: it }) => it !== undefined),
      ],
      correlations: correlationsOf(known.name, part),
      ...withCredentials(signature ? [{ where: 'signature', value: signature }] : []),
      ...(failed ? { error: failed } : {}),
    };
  }

  return {
    decode: ({ payload = '', sent }) =>
      batchOf(split(payload, subprotocol).map((message) => describe(message, sent))),
  };
}
