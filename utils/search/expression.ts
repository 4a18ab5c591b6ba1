/** What a query asks, as a tree. Leaves ask one thing each. */
export type Expression =
  | { kind: 'and'; parts: readonly Expression[] }
  | { kind: 'or'; parts: readonly Expression[] }
  | { kind: 'not'; part: Expression }
  | Leaf;

export type Leaf =
  /** Lower-cased substring of the payload, of what it decodes to, or of what names the connection or flow. */
  | { kind: 'word'; word: string }
  | { kind: 'regex'; source: string; flags: string }
  | { kind: 'dir'; sent: boolean }
  | { kind: 'type'; binary: boolean }
  | { kind: 'size'; by: Comparison; bytes: number }
  /** Connections by number, in ranges; or by a lower-cased part of what names them. */
  | { kind: 'conn'; ranges?: readonly (readonly [from: number, to: number])[]; word?: string }
  | { kind: 'url'; word: string }
  | { kind: 'time'; by: 'after' | 'before'; clock: Clock }
  | { kind: 'has'; what: Having }
  | { kind: 'json'; path: string; test?: { by: JsonComparison; value: JsonOperand } }
  /** A prefix of the state's name, lower-cased. */
  | { kind: 'state'; word: string }
  | { kind: 'code'; code: number }
  | { kind: 'grant' | 'client'; word: string };

export type Comparison = '<' | '<=' | '=' | '>=' | '>';
export type JsonComparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | '~=';

/** What a JSON value is held against: `text` as it was written, `number` where it is one. */
export interface JsonOperand {
  text: string;
  number?: number;
}

/** Milliseconds since midnight, of the newest day that fits; or a moment, epoch ms. */
export type Clock = { ofDay: number } | { at: number };

export type Having = 'token' | 'json';

/** What is wrong with a part of a query; it then asks for nothing. */
export interface QueryError {
  /** Text of the interface: `query.<key>`. */
  key:
    | 'dirTakes'
    | 'typeTakes'
    | 'sizeTakes'
    | 'timeTakes'
    | 'hasTakes'
    | 'connTakes'
    | 'codeTakes'
    | 'wordWanted'
    | 'badRegex'
    | 'badJsonPath'
    | 'unknownState'
    | 'bracketNotClosed'
    | 'bracketNotOpened'
    | 'nothingAfter';
  values: Readonly<Record<string, string>>;
  /** Where it stands in the text: [from, to). */
  from: number;
  to: number;
}

export interface Query {
  text: string;
  /** Absent where nothing is asked. */
  expression?: Expression;
  errors: readonly QueryError[];
}

export const NO_QUERY: Query = { text: '', errors: [] };

/** Every leaf of an expression. */
export function* leavesOf(expression: Expression | undefined): Generator<Leaf> {
  if (!expression) return;
  if (expression.kind === 'not') yield* leavesOf(expression.part);
  else if (expression.kind === 'and' || expression.kind === 'or')
    for (const part of expression.parts) yield* leavesOf(part);
  else yield expression;
}

/** Several expressions as one; absent ones ask nothing. */
export function combine(
  kind: 'and' | 'or',
  parts: readonly (Expression | undefined)[],
): Expression | undefined {
  const asked = parts.filter((part) => part !== undefined);
  return asked.length < 2 ? asked[0] : { kind, parts: asked };
}

/** Whether something is asked that only frames can answer. */
export function asksFrames(expression: Expression): boolean {
  for (const leaf of leavesOf(expression))
    if (/^(dir|type|size|json)$/.test(leaf.kind) || (leaf.kind === 'has' && leaf.what === 'json'))
      return true;
  return false;
}

/** Whether a query looks into payloads, so that what they decode to may answer as well. */
export function readsPayloads(expression: Expression): boolean {
  for (const { kind } of leavesOf(expression))
    if (kind === 'word' || kind === 'regex' || kind === 'json' || kind === 'has') return true;
  return false;
}
