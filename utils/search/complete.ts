import { lex } from './lex';
import { KEYS, STATES, type TermKey } from './terms';

/** What may stand at the caret. */
export interface Suggestion {
  /** What is put in the place of [from, to). */
  insert: string;
  /** Text of the interface that explains it: `query.about_<about>`. */
  about: `${TermKey}` | 'value' | 'and' | 'or' | 'not' | 'regex' | 'quoted';
}

export interface Completion {
  from: number;
  to: number;
  suggestions: readonly Suggestion[];
}

/** What the session holds, for values. */
export interface Known {
  connections: readonly number[];
  hosts: readonly string[];
  grants: readonly string[];
  clients: readonly string[];
}

const MOST = 12;

const VALUES: Readonly<Partial<Record<TermKey, readonly string[]>>> = {
  dir: ['in', 'out'],
  type: ['text', 'binary'],
  size: ['>1k', '>10k', '>1m', '<100'],
  has: ['token', 'json'],
  code: ['1000', '1001', '1006', '1008', '1011'],
  json: ['$.', '$..', '$.type==', '$.id=='],
  state: STATES,
};

/** What can be written at the caret: names of terms, their values, and operators. */
export function complete(text: string, caret: number, known: Known): Completion {
  const token = lex(text).find(({ from, to }) => from < caret && caret <= to);
  const from = token?.from ?? caret;
  const to = token?.to ?? caret;
  const typed = text.slice(from, caret).toLowerCase();
  if (token && (token.quoted || token.kind === 'regex')) return { from, to, suggestions: [] };
  const colon = typed.indexOf(':');
  const key = typed.slice(0, Math.max(0, colon)) as TermKey;
  if (colon > 0) {
    if (!(KEYS as readonly string[]).includes(key)) return { from, to, suggestions: [] };
    return { from, to, suggestions: valuesOf(key, typed.slice(colon + 1), known) };
  }
  const operators = text.slice(0, from).trim() === '' ? (['not'] as const) : (['and', 'or', 'not'] as const);
  const suggestions: Suggestion[] = [
    ...KEYS.map((name) => ({ insert: `${name}:`, about: name })),
    ...operators.map((name) => ({ insert: `${name} `, about: name })),
  ];
  const fitting = suggestions.filter(({ insert }) => insert.startsWith(typed) && insert.trim() !== typed);
  return { from, to, suggestions: typed === '' ? suggestions : fitting };
}

function valuesOf(key: TermKey, typed: string, known: Known): Suggestion[] {
  const own: Partial<Record<TermKey, readonly string[]>> = {
    conn: known.connections.map(String),
    url: known.hosts,
    grant: known.grants,
    client: known.clients,
  };
  const values = own[key] ?? VALUES[key] ?? [];
  return values
    .filter((value) => value.toLowerCase().includes(typed) && value.toLowerCase() !== typed)
    .slice(0, MOST)
    .map((value) => ({ insert: `${key}:${/[\s()"]/.test(value) ? `"${value}"` : value}`, about: 'value' }));
}

/** The text with a suggestion in place, and where the caret is then. */
export function applySuggestion(
  text: string,
  { from, to }: Completion,
  { insert, about }: Suggestion,
): { text: string; caret: number } {
  // A value is done with: whatever follows is another part.
  const whole = about === 'value' && !/[.=]$/.test(insert) ? `${insert} ` : insert;
  const after = text.slice(to).replace(/^ /, whole.endsWith(' ') ? '' : ' ');
  return { text: text.slice(0, from) + whole + after, caret: from + whole.length };
}
