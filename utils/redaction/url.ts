import { decodePercent } from '../oauth/encoding';
import type { Engine } from './model';
import { isPublicName } from './names';
import { redactText } from './text';

/** A URL with the secrets of its user info, path, query and fragment replaced; otherwise letter for letter. */
export function redactUrl(engine: Engine, url: string, where: string, depth = 0): string {
  const [, base = '', query, fragment] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url) ?? [];
  return (
    redactBase(engine, base, where) +
    (query ? `?${redactPairs(engine, query.slice(1), `${where} query`, depth)}` : '') +
    (fragment ? `#${redactFragment(engine, fragment.slice(1), `${where} fragment`, depth)}` : '')
  );
}

function redactBase(engine: Engine, base: string, where: string): string {
  const withUser = /^([a-z][\w+.-]*:\/\/)([^/@:]*)(?::([^/@]*))?@/i.exec(base);
  const userInfo = withUser?.[0] ?? '';
  const marked = withUser
    ? `${withUser[1]}${markPart(engine, withUser[2] ?? '', where)}${withUser[3] === undefined ? '' : `:${markPart(engine, withUser[3], where)}`}@`
    : '';
  const segments = base.slice(userInfo.length).split('/');
  // After `https://host`, a path segment can be a token itself (webhooks), or an address.
  const from = userInfo ? 1 : base.includes('://') ? 3 : 0;
  const path = segments.map((segment, i) =>
    i < from || segment === '' ? segment : redactSegment(engine, segment, where),
  );
  return marked + path.join('/');
}

function markPart(engine: Engine, part: string, where: string): string {
  return part === '' ? '' : encodeURIComponent(engine.mark(decodePercent(part), 'user info', where));
}

function redactSegment(engine: Engine, segment: string, where: string): string {
  const plain = decodePercent(segment);
  const redacted = redactText(engine, plain, `${where} path`, 2);
  return redacted === plain ? segment : encodeURIComponent(redacted);
}

/** Parameters, or a path with parameters as hash routers write it, or only a name. */
function redactFragment(engine: Engine, fragment: string, where: string, depth: number): string {
  const route = /^([^=&]*\?)(.*)$/s.exec(fragment);
  if (route)
    return `${redactBase(engine, route[1]!.slice(0, -1), where)}?${redactPairs(engine, route[2]!, where, depth)}`;
  return fragment.includes('=')
    ? redactPairs(engine, fragment, where, depth)
    : redactSegment(engine, fragment, where);
}

/** `a=b&c=d`; each pair that holds nothing secret stays as it was written. */
export function redactPairs(engine: Engine, text: string, where: string, depth: number): string {
  return text
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 0) return redactSegment(engine, pair, where);
      const name = decodePercent(pair.slice(0, equals).replaceAll('+', ' '));
      const value = decodePercent(pair.slice(equals + 1).replaceAll('+', ' '));
      const redacted = redactValue(engine, name, value, where, depth);
      return redacted === value ? pair : `${pair.slice(0, equals)}=${encodeURIComponent(redacted)}`;
    })
    .join('&');
}

/** The value of a named parameter, header or form field. */
export function redactValue(engine: Engine, name: string, value: string, where: string, depth = 0): string {
  if (value === '') return value;
  const known = engine.known(value, where);
  if (known !== undefined) return known;
  const kind = engine.kindOf(name, value);
  if (kind !== undefined) return engine.mark(value, kind, where);
  const redacted = redactText(engine, value, where, depth + 1);
  if (engine.level !== 'everything' || redacted !== value || isPublicName(name)) return redacted;
  return engine.hide(value, 'value', where);
}
