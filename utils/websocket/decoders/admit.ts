import type { Compression, Correlation, Decoded, Field, Nested } from './decoder';
import { asObject, type JsonObject } from './json';
import { holdToLimits, MAX_BATCH, NotDecoded } from './limits';
import { cut } from './summary';

const FIELDS = 500;
const CORRELATIONS = 20;
const KIND = 80;
const LINE = 300;
const NAME = 200;
const COMPRESSIONS: readonly string[] = ['gzip', 'deflate', 'deflate-raw', 'brotli', 'zstd'];
const ROLES: readonly string[] = ['request', 'reply', 'event'];

const text = (value: unknown, most: number): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
    ? cut(String(value).slice(0, most + 1), most)
    : undefined;

/**
 * A decoded message of a decoder that is not ours, held to the form and the bounds of ours: what does not fit is left
 * out, and what it may not be without is made up from the rest.
 *
 * @throws NotDecoded where it is no message at all
 */
export function admit(value: unknown, depth = 0): Decoded {
  const message = asObject(value);
  if (!message) throw new NotDecoded('the decoder gave back no message');
  const batch =
    depth < 3 && Array.isArray(message.batch)
      ? message.batch.slice(0, MAX_BATCH).map((one) => admit(one, depth + 1))
      : undefined;
  const correlations = list(message.correlations).slice(0, CORRELATIONS).flatMap(correlationOf);
  const nested = nestedOf(message.nested);
  const error = text(message.error, LINE);
  const kind = text(message.kind, KIND) ?? 'message';
  return {
    kind,
    summary: text(message.summary, LINE) ?? kind,
    fields: fieldsOf(message.fields),
    ...(correlations.length > 0 && { correlations }),
    ...(message.heartbeat === true && { heartbeat: true }),
    ...(nested && { nested }),
    ...(batch && { batch }),
    ...(error && { error }),
  };
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** As a list of `{name, value}`, or as an object of values by name. */
function fieldsOf(value: unknown): Field[] {
  const named: readonly unknown[] = Array.isArray(value)
    ? value
    : Object.entries(asObject(value) ?? {}).map(([name, inner]) => ({ name, value: inner }));
  return named.slice(0, FIELDS).flatMap((one) => {
    const field = asObject(one);
    const name = text(field?.name, NAME);
    if (!field || name === undefined) return [];
    return [
      { name, value: holdToLimits(field.value), ...(field.secret === true && { secret: true as const }) },
    ];
  });
}

function correlationOf(value: unknown): Correlation[] {
  const one: JsonObject = asObject(value) ?? {};
  const id = text(one.id, NAME);
  if (!id || !ROLES.includes(one.role as string)) return [];
  return [
    {
      id,
      role: one.role as Correlation['role'],
      ...(one.by === 'requester' && { by: 'requester' as const }),
      ...(one.ends === true && { ends: true }),
      ...(one.silent === true && { silent: true as const }),
    },
  ];
}

function nestedOf(value: unknown): Nested | undefined {
  const one = asObject(value);
  const payload = one?.payload;
  if (!one || !(typeof payload === 'string' || payload instanceof Uint8Array)) return undefined;
  return {
    name: text(one.name, NAME) ?? 'payload',
    payload,
    ...(typeof one.mime === 'string' && { mime: cut(one.mime, NAME) }),
    ...(COMPRESSIONS.includes(one.compression as string) && { compression: one.compression as Compression }),
  };
}
