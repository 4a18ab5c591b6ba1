import { isObject, type JsonObject } from '../encoding';

/** The `aud` claim as a list: a string or an array of them (RFC 7519 §4.1.3). */
export function audienceOf(claims: JsonObject | undefined): readonly string[] {
  const aud = claims && Object.hasOwn(claims, 'aud') ? claims.aud : undefined;
  if (typeof aud === 'string') return [aud];
  return Array.isArray(aud) ? aud.filter((value): value is string => typeof value === 'string') : [];
}

/** A claim that is a finite number: NumericDate is seconds since the epoch (RFC 7519 §2). */
export function numberIn(claims: JsonObject | undefined, name: string): number | undefined {
  const value = claims && Object.hasOwn(claims, name) ? claims[name] : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A nested claim that is an object. */
export function objectIn(claims: JsonObject | undefined, name: string): JsonObject | undefined {
  const value = claims && Object.hasOwn(claims, name) ? claims[name] : undefined;
  return isObject(value) ? value : undefined;
}
