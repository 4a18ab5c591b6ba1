import { t, tOr } from '../../i18n';
import type { ParameterPlace, StepKind } from '../model';
import { AUTHORIZATION_REQUEST } from './authorization-request';
import { CLAIMS } from './claims';
import { CLIENT_METADATA } from './client-metadata';
import type { Entries, Entry } from './entry';
import { ERRORS, type ErrorEntry, translated } from './errors';
import { meaningHere } from './here';
import { METADATA } from './metadata';
import { HEADERS, REQUESTS } from './requests';
import { AUTHORIZATION_RESPONSE, OTHER_RESPONSES, TOKEN_RESPONSE } from './responses';

export interface ParameterContext {
  /** Where the parameter stood; `claim` for a member of a decoded JWT. */
  place: ParameterPlace | 'claim';
  step?: StepKind;
}

export interface ParameterDescription {
  title: string;
  /** What it is, for a newcomer. */
  text: string;
  /** What this value means here; absent where the value is opaque. Holds no secret. */
  here?: string;
  /** Where it is defined; absent for a parameter that no specification knows. */
  spec?: string;
}

/** Every table of parameters, by the name under which its texts are found in another language. */
export const TABLES = {
  authorize: AUTHORIZATION_REQUEST,
  request: REQUESTS,
  header: HEADERS,
  answer: AUTHORIZATION_RESPONSE,
  token: TOKEN_RESPONSE,
  other: OTHER_RESPONSES,
  metadata: METADATA,
  client: CLIENT_METADATA,
  claim: CLAIMS,
} as const satisfies Readonly<Record<string, Entries>>;

type Table = keyof typeof TABLES;

const REQUESTING: readonly Table[] = ['request', 'authorize', 'header', 'claim'];
const AUTHORIZING: readonly Table[] = ['authorize', 'request', 'header', 'claim'];
const ANSWERING: readonly Table[] = [
  'token',
  'other',
  'answer',
  'metadata',
  'header',
  'claim',
  'authorize',
  'request',
];
const RETURNING: readonly Table[] = ['answer', 'token', 'claim'];
const CLAIMING: readonly Table[] = ['claim', 'authorize', 'token', 'metadata'];
const DESCRIBING: readonly Table[] = ['metadata', 'claim', 'other'];

/** Registration and its management (RFC 7591, RFC 7592): both sides speak of the client. */
const REGISTERING: ReadonlySet<StepKind | undefined> = new Set([
  'client_registration',
  'client_read_request',
  'client_update_request',
  'client_delete_request',
]);

function tablesFor({ place, step }: ParameterContext): readonly Table[] {
  if (place === 'claim') return CLAIMING;
  if (REGISTERING.has(step)) return ['client', ...(place.startsWith('response-') ? ANSWERING : REQUESTING)];
  if (step === 'authorization_response' || place === 'jarm') return RETURNING;
  if (step === 'discovery' || step === 'protected_resource_metadata')
    return place === 'response-body' ? DESCRIBING : ANSWERING;
  if (step === 'userinfo_request' && place === 'response-body') return ['claim', ...ANSWERING];
  if (place === 'response-body' || place === 'response-header') return ANSWERING;
  const authorizing =
    step === 'authorization_request' || step === 'pushed_authorization_request' || place === 'request-object';
  return authorizing ? AUTHORIZING : REQUESTING;
}

interface Found {
  entry: Entry;
  /** Of its texts in another language. */
  key: string;
}

function find(name: string, context: ParameterContext): Found | undefined {
  const names = [name, name.toLowerCase(), name.slice(name.lastIndexOf('.') + 1)];
  for (const table of tablesFor(context)) {
    const entries: Entries = TABLES[table];
    for (const candidate of names) {
      if (!Object.hasOwn(entries, candidate)) continue;
      return { entry: entries[candidate]!, key: `parameters.${table}.${candidate}` };
    }
  }
  return undefined;
}

/**
 * Explains a parameter to a newcomer: what it is, what it means here, where it is defined.
 * An unknown one is said to be the server's or client's own. `value` never appears where it is a secret.
 */
export function describeParameter(
  name: string,
  value: string,
  context: ParameterContext,
): ParameterDescription {
  const found = find(name, context);
  if (!found) return { title: name, text: t('parameters.own') };
  const { entry, key } = found;
  return {
    title: tOr(entry.title, `${key}.title`),
    text: tOr(entry.text, `${key}.text`),
    here: fixedMeaning(found, value) ?? meaningHere(name, value),
    spec: entry.spec,
  };
}

/** What a value means that a specification fixes; RFC 6749 §5.1 compares token types without case. */
function fixedMeaning({ entry, key }: Found, value: string): string | undefined {
  const known = key === 'parameters.token.token_type' ? value.toLowerCase() : value;
  if (!entry.values || !Object.hasOwn(entry.values, known)) return undefined;
  return tOr(entry.values[known]!, `${key}.values.${known}`);
}

/** Explains an error code, with its likely causes; undefined for one that no specification or known vendor has. */
export function describeError(code: string): ErrorEntry | undefined {
  if (!Object.hasOwn(ERRORS, code)) return undefined;
  return translated(code, ERRORS[code]!);
}
