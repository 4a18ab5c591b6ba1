import { isObject, parseJson } from '../oauth/encoding';
import { readWatchouts } from '../watchouts/read';
import type { Profile, Rules, Severity } from './model';
import { checkOf } from './registry';

const PROFILES: readonly string[] = ['oauth2', 'oauth2.1', 'fapi2', 'browser-public'] satisfies Profile[];
const SETTINGS: readonly string[] = ['off', 'must', 'should', 'information'] satisfies (Severity | 'off')[];

export interface ReadRules {
  rules: Rules;
  /** What in the file was not understood, each a sentence. The rest counts. */
  problems: readonly string[];
}

/** Whether a word names a profile. */
export function isProfile(value: unknown): value is Profile {
  return typeof value === 'string' && PROFILES.includes(value);
}

/**
 * Reads a rules file: `{"profile": "oauth2.1", "checks": {"oauth/implicit-grant": "off"}, "watchouts": […]}`.
 * Takes JSON text; what is wrong in it is told and left out. Never throws.
 */
export function readRules(text: string): ReadRules {
  const json = parseJson(text);
  if (!isObject(json)) return { rules: { checks: {} }, problems: ['The rules file is not a JSON object.'] };
  const problems: string[] = [];
  const checks: [string, Severity | 'off'][] = [];
  if (json.checks !== undefined && !isObject(json.checks)) problems.push('“checks” is not an object.');
  for (const [id, setting] of Object.entries(isObject(json.checks) ? json.checks : {})) {
    if (!checkOf(id)) problems.push(`There is no check “${id.slice(0, 80)}”.`);
    else if (typeof setting !== 'string' || !SETTINGS.includes(setting))
      problems.push(`“${id}” may be off, must, should or information.`);
    else checks.push([id, setting as Severity | 'off']);
  }
  if (json.profile !== undefined && !isProfile(json.profile))
    problems.push(`“profile” may be ${PROFILES.join(', ')}.`);
  const profile = isProfile(json.profile) ? json.profile : undefined;
  const read = readWatchouts(json.watchouts);
  const { watchouts } = read;
  return {
    rules: {
      ...(profile && { profile }),
      checks: Object.fromEntries(checks),
      ...(watchouts.length > 0 && { watchouts }),
    },
    problems: [...problems, ...read.problems],
  };
}

/** Writes rules as the file that {@link readRules} takes. */
export function writeRules({ profile, checks, watchouts = [] }: Rules): string {
  const written = { ...(profile && { profile }), checks, ...(watchouts.length > 0 && { watchouts }) };
  return `${JSON.stringify(written, null, 2)}\n`;
}
