/** A piece of a query's text: [from, to). */
export interface Token {
  kind: 'word' | 'regex' | 'open' | 'close' | 'and' | 'or' | 'not';
  /** As written; of a quoted word what is between the quotes. */
  text: string;
  quoted?: true;
  from: number;
  to: number;
}

const OPERATORS: Readonly<Record<string, 'and' | 'or' | 'not'>> = { and: 'and', or: 'or', not: 'not' };

/** Cuts a query into words, regular expressions, brackets and operators. Takes any text. */
export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const unit = text[at]!;
    if (/\s/.test(unit)) at++;
    else {
      const token = tokenAt(text, at);
      tokens.push(token);
      at = token.to;
    }
  }
  return tokens;
}

function tokenAt(text: string, from: number): Token {
  const unit = text[from]!;
  if (unit === '(') return { kind: 'open', text: unit, from, to: from + 1 };
  if (unit === ')') return { kind: 'close', text: unit, from, to: from + 1 };
  if (unit === '"') {
    const end = text.indexOf('"', from + 1);
    const close = end < 0 ? text.length : end;
    const to = Math.min(text.length, close + 1);
    return { kind: 'word', text: text.slice(from + 1, close), quoted: true, from, to };
  }
  // With a class that is not closed it is one all the same: what is wrong with it is told.
  const regex = unit === '/' ? (endOfRegex(text, from) ?? endOfRegex(text, from, false)) : undefined;
  if (regex) return { kind: 'regex', text: text.slice(from, regex), from, to: regex };
  const to = endOfTerm(text, from);
  const word = text.slice(from, to);
  const operator = Object.hasOwn(OPERATORS, word.toLowerCase()) ? OPERATORS[word.toLowerCase()] : undefined;
  return { kind: operator ?? 'word', text: word, from, to };
}

/** Where `/…/flags` ends; undefined where the slash begins a path rather than an expression. */
function endOfRegex(text: string, from: number, classes = true): number | undefined {
  let inClass = false;
  for (let at = from + 1; at < text.length; at++) {
    const unit = text[at]!;
    if (unit === '\\') at++;
    else if (unit === '[') inClass = classes;
    else if (unit === ']') inClass = false;
    else if (unit === '/' && !inClass) {
      const flags = /^[dgimsuvy]*/.exec(text.slice(at + 1))![0];
      const to = at + 1 + flags.length;
      const ends = to === text.length || /[\s)]/.test(text[to]!);
      return ends && at > from + 1 ? to : undefined;
    }
  }
  return undefined;
}

/** Spaces around a comparison, `json:$.op == subscribe`, do not end its term. */
function endOfTerm(text: string, from: number): number {
  const to = endOfWord(text, from);
  if (!/^json:/i.test(text.slice(from, to))) return to;
  const compares = /[=<>]$/.test(text.slice(from, to));
  const gap = (compares ? /^\s+(?=\S)/ : /^\s+(?:[=!<>~]=|[=<>])\s*(?=\S)/).exec(text.slice(to));
  return gap ? Math.max(to, endOfWord(text, to + gap[0].length)) : to;
}

const CLOSER: Readonly<Record<string, string>> = { '(': ')', '[': ']' };

/** A word ends at a space or at a bracket that it did not open; what it quotes or brackets belongs to it. */
function endOfWord(text: string, from: number): number {
  const open: string[] = [];
  for (let at = from; at < text.length; at++) {
    const unit = text[at]!;
    if (unit === '"' || (unit === "'" && open.length > 0)) {
      const end = text.indexOf(unit, at + 1);
      if (end < 0) return unit === '"' ? text.length : at + 1;
      at = end;
    } else if (CLOSER[unit]) open.push(CLOSER[unit]);
    else if (open.length > 0 && unit === open.at(-1)) open.pop();
    else if (unit === ')' && open.length === 0) return at;
    else if (/\s/.test(unit) && !(open.length > 0 && open.includes(']'))) return at;
  }
  return text.length;
}
