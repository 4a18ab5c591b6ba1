import { combine, type Expression, type Query, type QueryError } from './expression';
import { lex, type Token } from './lex';
import { KEYS, readTerm, type TermKey } from './terms';

/** Brackets within brackets that are followed; deeper ones are read as if they were not there. */
const DEEPEST = 50;

/**
 * Reads the panel's query language: words, `/regex/i`, `key:value`, all of which have to hold; `not`, `and`, `or` and
 * brackets. Never throws: what it does not understand is named in `errors`, with its place, and asks for nothing.
 */
export function parseQuery(text: string): Query {
  const tokens = lex(text);
  const errors: QueryError[] = [];
  let at = 0;

  function either(depth: number): Expression | undefined {
    const parts = [all(depth)];
    while (tokens[at]?.kind === 'or') {
      const operator = tokens[at++]!;
      const from = at;
      parts.push(all(depth));
      if (at === from) nothingAfter(operator);
    }
    return combine('or', parts);
  }

  function all(depth: number): Expression | undefined {
    const parts: (Expression | undefined)[] = [];
    for (let token = tokens[at]; token && token.kind !== 'or'; token = tokens[at]) {
      if (token.kind === 'close' && depth > 0) break;
      if (token.kind === 'and') {
        at++;
        const next = tokens[at];
        if (!next || next.kind === 'or' || next.kind === 'close') nothingAfter(token);
      } else parts.push(one(depth));
    }
    return combine('and', parts);
  }

  function one(depth: number): Expression | undefined {
    const token = tokens[at++]!;
    switch (token.kind) {
      case 'not': {
        const next = tokens[at];
        if (!next || next.kind === 'or' || next.kind === 'and' || next.kind === 'close') {
          nothingAfter(token);
          return undefined;
        }
        const part = one(depth);
        return part && { kind: 'not', part };
      }
      case 'open': {
        if (depth >= DEEPEST) return undefined;
        const inner = either(depth + 1);
        if (tokens[at]?.kind === 'close') at++;
        else errors.push({ key: 'bracketNotClosed', values: {}, from: token.from, to: token.to });
        return inner;
      }
      case 'close':
        errors.push({ key: 'bracketNotOpened', values: {}, from: token.from, to: token.to });
        return undefined;
      default:
        return leaf(token);
    }
  }

  function leaf(token: Token): Expression | undefined {
    const { from, to } = token;
    const read = token.kind === 'regex' ? readRegex(token.text) : readWord(token);
    if (!read) return undefined;
    if ('kind' in read) return read;
    errors.push({ ...read, from, to });
    return undefined;
  }

  function nothingAfter({ text: operator, from, to }: Token): void {
    errors.push({ key: 'nothingAfter', values: { operator }, from, to });
  }

  const expression = either(0);
  return { text, errors, ...(expression && { expression }) };
}

function readRegex(text: string): ReturnType<typeof readTerm> {
  const end = text.lastIndexOf('/');
  const source = text.slice(1, end);
  // Frames are asked one by one, from their beginning.
  const flags = text.slice(end + 1).replace(/[gyd]/g, '');
  try {
    new RegExp(source, flags);
    return { kind: 'regex', source, flags };
  } catch (error) {
    const detail = error instanceof Error ? error.message.replace(/^.*\/[a-z]*: /s, '') : String(error);
    return { key: 'badRegex', values: { detail } };
  }
}

function readWord({ text, quoted }: Token): ReturnType<typeof readTerm> | undefined {
  const colon = quoted ? -1 : text.indexOf(':');
  const key = text.slice(0, Math.max(0, colon)).toLowerCase();
  if (colon > 0 && (KEYS as readonly string[]).includes(key))
    return readTerm(key as TermKey, text.slice(colon + 1));
  const word = text.toLowerCase();
  return word === '' ? undefined : { kind: 'word', word };
}
