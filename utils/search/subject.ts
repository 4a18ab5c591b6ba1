import type { Clock, Expression, Leaf } from './expression';

/** A connection or a flow as a query sees it. Everything but numbers and times is lower-cased. */
export interface Subject {
  id: string;
  kind: 'socket' | 'flow';
  /** The `#12` that people read. */
  number: number;
  /** What free words look in; credentials are left out. */
  text: string;
  url: string;
  state: string;
  code?: number;
  grant?: string;
  client?: string;
  token: boolean;
  /** Its life, epoch ms; without `to` it lives. */
  from: number;
  to?: number;
}

/** Times of day as moments, epoch ms. */
export type Moments = (clock: Clock) => number;

/**
 * What a leaf says of a connection or flow: undefined where it does not apply to such a thing, or only frames can
 * tell. Words and expressions are looked for in what names the thing.
 */
export function judgeLeaf(leaf: Leaf, subject: Subject, moments: Moments): boolean | undefined {
  const socket = subject.kind === 'socket';
  switch (leaf.kind) {
    case 'word':
      return subject.text.includes(leaf.word);
    case 'regex':
      return new RegExp(leaf.source, caseless(leaf.flags)).test(subject.text);
    case 'conn':
      if (!socket) return undefined;
      return leaf.ranges
        ? leaf.ranges.some(([from, to]) => subject.number >= from && subject.number <= to)
        : subject.text.includes(leaf.word!);
    case 'url':
      return subject.url.includes(leaf.word);
    case 'time': {
      const at = moments(leaf.clock);
      return leaf.by === 'after' ? subject.to === undefined || subject.to >= at : subject.from <= at;
    }
    case 'has':
      return leaf.what === 'token' ? subject.token : undefined;
    case 'state':
      return subject.state.startsWith(leaf.word);
    case 'code':
      return socket ? subject.code === leaf.code : undefined;
    case 'grant':
    case 'client':
      return socket ? undefined : (subject[leaf.kind] ?? '').includes(leaf.word);
    default:
      return undefined;
  }
}

/** The subject's text is lower-cased, so an expression is asked of it whatever the case. */
const caseless = (flags: string) => (flags.includes('i') ? flags : `${flags}i`);

/** Judges an expression leaf by leaf; a part that does not apply asks nothing. */
export function judge(
  expression: Expression,
  leaf: (leaf: Leaf) => boolean | undefined,
): boolean | undefined {
  if (expression.kind === 'not') {
    const said = judge(expression.part, leaf);
    return said === undefined ? undefined : !said;
  }
  if (expression.kind !== 'and' && expression.kind !== 'or') return leaf(expression);
  const decides = expression.kind === 'or';
  let said: boolean | undefined;
  for (const part of expression.parts) {
    const one = judge(part, leaf);
    if (one === decides) return one;
    said = one ?? said;
  }
  return said;
}

/**
 * What of an expression is left to ask of a connection's frames once the connection itself has been asked: true for
 * all of them, false for none. With `inherit` a word that names the connection is held to be in each of its frames.
 */
export function askedOfFrames(
  expression: Expression,
  subject: Subject,
  moments: Moments,
  inherit: boolean,
): Expression | boolean {
  return (
    reduce(expression, (leaf) => {
      switch (leaf.kind) {
        case 'word':
        case 'regex':
          return (inherit && judgeLeaf(leaf, subject, moments)) || leaf;
        case 'dir':
        case 'type':
        case 'size':
        case 'has':
        case 'json':
        case 'time':
          return leaf;
        default:
          return judgeLeaf(leaf, subject, moments);
      }
    }) ?? true
  );
}

type Reduced = Expression | boolean | undefined;

function reduce(expression: Expression, leaf: (leaf: Leaf) => Reduced): Reduced {
  if (expression.kind === 'not') {
    const part = reduce(expression.part, leaf);
    if (part === undefined) return undefined;
    return typeof part === 'boolean' ? !part : { kind: 'not', part };
  }
  if (expression.kind !== 'and' && expression.kind !== 'or') return leaf(expression);
  const decides = expression.kind === 'or';
  const parts: Expression[] = [];
  let said: boolean | undefined;
  for (const part of expression.parts) {
    const reduced = reduce(part, leaf);
    if (reduced === decides) return decides;
    if (typeof reduced === 'boolean') said = reduced;
    else if (reduced) parts.push(reduced);
  }
  if (parts.length === 0) return said;
  return parts.length === 1 ? parts[0] : { kind: expression.kind, parts };
}
