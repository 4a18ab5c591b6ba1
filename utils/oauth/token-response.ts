import type { ReadBody } from './body';
import type { Pair } from './url';

/** Tokens issued together, with what is said of them. */
export interface TokenSet {
  access_token?: string;
  refresh_token?: string;
  id_token?: string;
  token_type?: string;
  /** Seconds; some vendors write a string. */
  expires_in?: number;
  refresh_expires_in?: number;
  scope?: string;
  issued_token_type?: string;
}

const ISSUED = ['access_token', 'refresh_token', 'id_token'] as const;
/** Objects of a request that echo a token rather than issue one. */
const NOT_ISSUED = /(?:^|\.)(?:request|params|error)\./;

/** A lifetime in whole or fractional seconds, from a number or a string; undefined where it is neither. */
export function seconds(value: string | undefined): number | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** The token set of parameters that stand side by side (a token response, a fragment), or undefined without a token. */
export function tokenSetOf(pairs: readonly Pair[]): TokenSet | undefined {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) if (value !== '' && !values.has(name)) values.set(name, value);
  if (!ISSUED.some((name) => values.has(name))) return undefined;
  return {
    access_token: values.get('access_token'),
    refresh_token: values.get('refresh_token'),
    id_token: values.get('id_token'),
    token_type: values.get('token_type'),
    expires_in: seconds(values.get('expires_in') ?? values.get('expires')),
    refresh_expires_in: seconds(
      values.get('refresh_expires_in') ??
        values.get('refresh_token_expires_in') ??
        values.get('x_refresh_token_expires_in'),
    ),
    scope: values.get('scope'),
    issued_token_type: values.get('issued_token_type'),
  };
}

/**
 * The token sets of a token response: one, or more where a vendor nests them (a bot's beside a user's).
 * Lifetime, scope and type are looked for beside the token, then at the top.
 */
export function tokenSets(answer: ReadBody): TokenSet[] {
  if (answer.format === 'jwt' || answer.format === 'other') return [];
  const groups = new Map<string, Pair[]>();
  for (const [name, value] of answer.fields) {
    const dot = name.lastIndexOf('.') + 1;
    const prefix = name.slice(0, dot);
    if (NOT_ISSUED.test(prefix)) continue;
    const group = groups.get(prefix) ?? [];
    group.push([name.slice(dot), value]);
    groups.set(prefix, group);
  }
  const top = (groups.get('') ?? []).filter(([name]) => !(ISSUED as readonly string[]).includes(name));
  const sets: TokenSet[] = [];
  for (const [prefix, group] of groups) {
    const set = tokenSetOf(prefix === '' || !tokenSetOf(group) ? group : [...group, ...top]);
    if (set) sets.push(set);
  }
  return sets;
}
