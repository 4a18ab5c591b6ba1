import { isObject, type JsonObject } from '../oauth/encoding';
import type { Header } from '../session/observations';

/** A member of parsed JSON if it is an object; own members only. */
export function objectIn(value: unknown, name: string): JsonObject | undefined {
  const member = memberOf(value, name);
  return isObject(member) ? member : undefined;
}

/** A member if it is a text. */
export function textIn(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === 'string' ? member : undefined;
}

/** A member if it is a finite number. */
export function numberIn(value: unknown, name: string): number | undefined {
  const member = memberOf(value, name);
  return typeof member === 'number' && Number.isFinite(member) ? member : undefined;
}

/** A member's items if it is a list, else none. */
export function listIn(value: unknown, name: string): readonly unknown[] {
  const member = memberOf(value, name);
  return Array.isArray(member) ? member : [];
}

/** The `headers` of a HAR request or response. */
export function headersIn(message: JsonObject | undefined): Header[] {
  return listIn(message, 'headers').flatMap((header): Header[] => {
    const name = textIn(header, 'name');
    return name === undefined ? [] : [{ name, value: textIn(header, 'value') ?? '' }];
  });
}

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
