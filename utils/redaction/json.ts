import { isObject } from '../oauth/encoding';
import type { Engine } from './model';
import { isPublicName } from './names';
import { redactText } from './text';

/** Deeper than any real message; beyond, the text is redacted as text. */
const DEEPEST_JSON = 200;

/**
 * A parsed JSON value with its secrets replaced; the same object where there was none.
 *
 * @throws RangeError where it nests deeper than 200
 */
export function redactJson(engine: Engine, value: unknown, where: string, depth: number): unknown {
  return walk({ engine, where, depth }, value, '', undefined, 0);
}

interface Walk {
  engine: Engine;
  where: string;
  /** Encodings around this JSON. */
  depth: number;
}

function walk(
  context: Walk,
  value: unknown,
  name: string,
  parent: Parent | undefined,
  level: number,
): unknown {
  if (level > DEEPEST_JSON) throw new RangeError('nested too deep');
  if (typeof value === 'string') return leaf(context, name, value, parent);
  if (typeof value === 'number') return numberLeaf(context, name, value);
  if (Array.isArray(value)) {
    let items: unknown[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const item = walk(context, value[i], name, parent, level + 1);
      if (Object.is(item, value[i])) continue;
      items ??= value.slice();
      items[i] = item;
    }
    return items ?? value;
  }
  if (!isObject(value)) return value;
  // Most messages of a flood have nothing to replace: nothing is made for them.
  let changed: Map<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const child = walk(context, value[key], key, value, level + 1);
    if (Object.is(child, value[key])) continue;
    changed ??= new Map(Object.entries(value));
    changed.set(key, child);
  }
  return changed ? Object.fromEntries(changed) : value;
}

type Parent = Readonly<Record<string, unknown>>;

function leaf(
  { engine, where, depth }: Walk,
  name: string,
  value: string,
  parent: Parent | undefined,
): string {
  if (value === '') return value;
  const known = engine.known(value, where);
  if (known !== undefined) return known;
  const kind = engine.kindOf(name, value, speaksOfPerson(parent));
  if (kind !== undefined) return markCredential(engine, value, kind, where);
  const redacted = redactLeaf(engine, value, where, depth);
  if (engine.level !== 'everything' || redacted !== value || isPublicName(name)) return redacted;
  return engine.hide(value, 'value', where);
}

/**
 * Values repeat from message to message. What had nothing to replace one encoding deep has nothing deeper, where less is
 * looked at.
 */
function redactLeaf(engine: Engine, value: string, where: string, depth: number): string {
  if (depth > 0 && engine.harmless.has(value)) return value;
  const redacted = redactText(engine, value, where, depth);
  if (depth <= 1 && redacted === value) engine.harmless.add(value);
  return redacted;
}

/** `Bearer x`: the scheme stays, so that the carrier can still be told. */
function markCredential(engine: Engine, value: string, kind: string, where: string): string {
  const scheme = /^(bearer|dpop|token)\s+/i.exec(value)?.[0] ?? '';
  return scheme + engine.mark(value.slice(scheme.length), kind, where);
}

/** Numbers are secrets only as PINs, passwords and the like; as `expires_in` and ids they must stay numbers. */
function numberLeaf({ engine, where }: Walk, name: string, value: number): unknown {
  return /(^|_)(pin|otp|totp|password|passcode|ssn)$/i.test(name)
    ? engine.mark(String(value), name.toLowerCase(), where)
    : value;
}

/** Claims of a person have a subject that is not the client itself (an assertion names the client, RFC 7523 §3). */
function speaksOfPerson(parent: Parent | undefined): boolean {
  if (!parent || !Object.hasOwn(parent, 'sub')) return false;
  const { sub, iss, client_id: client, azp } = parent;
  return typeof sub === 'string' && sub !== iss && sub !== client && sub !== azp;
}
