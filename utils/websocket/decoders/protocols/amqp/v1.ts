import { ByteReader, tryUtf8 } from '../../bytes';
import { withCredentials } from '../../credentials';
import type { Correlation, Decoded } from '../../decoder';
import { asObject, asString, type JsonObject, tryJson } from '../../json';
import { NotDecoded } from '../../limits';
import { fields, fieldsOf, gist, line } from '../../summary';
import { COMPOSITES, SECTIONS } from './performatives';
import { Described, plain, TypeReader } from './types';

/** Named fields of a composite, those within it too; anything else as plain data. */
function named(value: unknown): unknown {
  if (!(value instanceof Described)) return plain(value);
  const type = COMPOSITES.get(value.descriptor);
  if (!type || !Array.isArray(value.value)) return plain(value);
  const list = value.value as unknown[];
  const entries = list.flatMap((item, n) =>
    item === null ? [] : [[type.fields[n] ?? String(n), named(item)] as const],
  );
  return Object.fromEntries([
    ...(value.descriptor === 0x28 || value.descriptor === 0x29 ? [] : [['type', type.name] as const]),
    ...entries,
  ]);
}

/** The sections of a message that one transfer carries whole. */
function sections(reader: ByteReader): JsonObject {
  const found: [string, unknown][] = [];
  while (reader.left > 0) {
    const section = new TypeReader(reader).value();
    if (!(section instanceof Described)) throw new NotDecoded('a message section is not described');
    const name = SECTIONS.get(section.descriptor) ?? COMPOSITES.get(section.descriptor)?.name;
    if (!name) throw new NotDecoded('a message section is none of AMQP’s');
    const value = SECTIONS.has(section.descriptor) ? plain(section.value) : named(section);
    const text = value instanceof Uint8Array ? tryUtf8(value) : undefined;
    found.push([name, text === undefined ? value : (tryJson(text) ?? text)]);
  }
  return Object.fromEntries(found);
}

function correlationsOf(name: string, body: JsonObject, channel: number): readonly Correlation[] | undefined {
  const delivery = `channel ${channel} delivery ${body['delivery-id'] ?? body.first}`;
  switch (name) {
    case 'transfer':
      return body['delivery-id'] === undefined
        ? undefined
        : [{ id: delivery, role: body.settled === true ? 'event' : 'request' }];
    case 'disposition':
      return [{ id: delivery, role: 'reply', ends: true }];
    case 'sasl-init':
      return [{ id: 'sasl', role: 'request' }];
    case 'sasl-outcome':
      return [{ id: 'sasl', role: 'reply', ends: true }];
    default:
      return undefined;
  }
}

/** SASL PLAIN and bearer mechanisms carry the secret in the first response. RFC 4616, RFC 7628 */
function credentialsOf(body: JsonObject): { where: string; value: string }[] {
  const bytes = body['initial-response'];
  const text = bytes instanceof Uint8Array ? (tryUtf8(bytes) ?? '') : '';
  if (body.mechanism === 'PLAIN')
    return text.includes('\0') ? [{ where: 'sasl-init.password', value: text.split('\0').at(-1)! }] : [];
  const bearer = /auth=Bearer ([\w.~+/=-]+)/i.exec(text)?.[1];
  return bearer ? [{ where: 'sasl-init.token', value: bearer }] : [];
}

/** One frame's body, AMQP 1.0 part 2 §2.3: a performative, and after a transfer the message. */
export function describeV1(bytes: Uint8Array, channel: number, sasl: boolean): Decoded {
  if (bytes.length === 0) return { kind: 'heartbeat', summary: 'empty frame', fields: [], heartbeat: true };
  const reader = new ByteReader(bytes);
  const performative = new TypeReader(reader).value();
  const type = performative instanceof Described ? COMPOSITES.get(performative.descriptor) : undefined;
  if (!type) throw new NotDecoded('its performative is none of AMQP’s');
  const { type: _, ...body } = named(performative) as JsonObject;
  const rest = reader.rest();
  let message: JsonObject | undefined;
  try {
    message = rest.length > 0 && body.more !== true ? sections(new ByteReader(rest)) : undefined;
  } catch {
    // The last part of a message that several transfers carry does not begin with a section.
  }
  const content = message?.['amqp-value'] ?? message?.data ?? message?.['amqp-sequence'];
  const error = asObject(body.error) ?? asObject(asObject(body.state)?.error);
  const where =
    asString(body.name) ??
    asString(asObject(body.target)?.address) ??
    asString(body['container-id']) ??
    asString(body.mechanism);
  const state = asString(asObject(body.state)?.type);
  return {
    kind: type.name,
    summary: error
      ? `${type.name}: ${gist(error.condition)} ${gist(error.description)}`.trim()
      : line(where ? `${type.name} ${where}` : type.name, content ?? state),
    fields: [
      ...fieldsOf(body, ['initial-response', 'response']),
      ...fields(
        ['channel', sasl ? undefined : channel],
        ['message', message],
        ['part of a message', message ? undefined : rest.length || undefined],
      ),
    ],
    correlations: correlationsOf(type.name, body, channel),
    ...(rest.length > 0 ? { nested: { name: 'message', payload: rest } } : {}),
    ...withCredentials(type.name === 'sasl-init' ? credentialsOf(body) : []),
    ...(error ? { error: `${gist(error.condition)} ${gist(error.description)}`.trim() } : {}),
  };
}
