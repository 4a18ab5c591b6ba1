import type { JsonObject } from '../../json';

/** Names by the protocol's message type number. */
export const TYPES = new Map<unknown, string>([
  [1, 'Invocation'],
  [2, 'StreamItem'],
  [3, 'Completion'],
  [4, 'StreamInvocation'],
  [5, 'CancelInvocation'],
  [6, 'Ping'],
  [7, 'Close'],
  [8, 'Ack'],
  [9, 'Sequence'],
]);

/** Properties of each type in MessagePack, in order, after the type. */
const PROPERTIES = new Map<unknown, readonly string[]>([
  [1, ['headers', 'invocationId', 'target', 'arguments', 'streamIds']],
  [2, ['headers', 'invocationId', 'item']],
  [3, ['headers', 'invocationId', 'resultKind', 'result']],
  [4, ['headers', 'invocationId', 'target', 'arguments', 'streamIds']],
  [5, ['headers', 'invocationId']],
  [6, []],
  [7, ['error', 'allowReconnect']],
  [8, ['sequenceId']],
  [9, ['sequenceId']],
]);

const ERROR = 1;
const VOID = 2;

/** The MessagePack array of a message under the names that JSON gives its properties. */
export function nameProperties(values: readonly unknown[]): JsonObject {
  const [type, ...rest] = values;
  const names = PROPERTIES.get(type) ?? rest.map((_, n) => String(n + 1));
  const entries: [string, unknown][] = names.map((name, n) => [name, rest[n]]);
  const message: JsonObject = Object.fromEntries([
    ['type', type],
    ...entries.filter(([, value]) => value !== undefined && value !== null),
  ]);
  if (type !== 3) return message;
  const { resultKind, result, ...completion } = message;
  if (resultKind === ERROR) return { ...completion, error: result };
  return resultKind === VOID ? completion : { ...completion, result };
}
