/** A number that a double cannot hold, kept as it was written. */
export class ExactNumber {
  constructor(readonly source: string) {}
}

export type JsonResult = { ok: true; value: unknown } | { ok: false; error: string };

/** Parses JSON; numbers beyond a double's precision stay exact. Never throws. */
export function parseJson(text: string): JsonResult {
  try {
    return { ok: true, value: /\d{16}/.test(text) ? JSON.parse(text, exact as never) : JSON.parse(text) };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : 'not JSON' };
  }
}

function exact(_key: string, value: unknown, context: { source?: string }): unknown {
  if (typeof value !== 'number' || !context?.source || !/^-?\d{16,}$/.test(context.source)) return value;
  return String(value) === context.source ? value : new ExactNumber(context.source);
}

export const isContainer = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof ExactNumber);

/** The step of a pointer into JSON that stands in a string: no escaped name is the same (RFC 6901 §3). */
export const NESTED = '~j';

/** A longer string is not looked into. */
const LONGEST_NESTED = 1 << 20;

/** The object or list that a string holds as JSON, if it holds one that is not empty. */
export function nestedIn(text: string): object | undefined {
  if (text.length > LONGEST_NESTED || !/^\s*[[{]/.test(text)) return undefined;
  const parsed = parseJson(text);
  if (!parsed.ok || !isContainer(parsed.value)) return undefined;
  return Object.keys(parsed.value).length > 0 ? parsed.value : undefined;
}

/** A name as a step of a pointer: RFC 6901 §3. */
export const segment = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
const nameOf = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

/** A member of its own; undefined for another. */
export const childAt = (value: object, name: string): unknown =>
  Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;

function step(value: unknown, part: string): unknown {
  if (part === NESTED) return typeof value === 'string' ? nestedIn(value) : undefined;
  return isContainer(value) ? childAt(value, nameOf(part)) : undefined;
}

/** The value at a pointer, for copying; undefined where there is none. */
export const valueAt = (root: unknown, pointer: string): unknown =>
  pointer.split('/').slice(1).reduce(step, root);

/** The containers on the way to a pointer, from the root, each with the name of the next step. */
export function parentPointers(
  root: unknown,
  pointer: string,
): { pointer: string; value: object; key: string }[] {
  const found: { pointer: string; value: object; key: string }[] = [];
  let value = root;
  let at = '';
  for (const part of pointer.split('/').slice(1)) {
    if (part !== NESTED && isContainer(value)) found.push({ pointer: at, value, key: nameOf(part) });
    value = step(value, part);
    at += `/${part}`;
  }
  return found;
}

const PLAIN = /^[A-Za-z_]\w*$/;

/**
 * The way to a value as a JSONPath (RFC 9535): `$.book[0]["odd name"]`; where it leads into JSON within a string, as a
 * filter of jq: `.data | fromjson | .id`.
 */
export function jsonPath(root: unknown, pointer: string): string {
  const parts: string[][] = [[]];
  let value = root;
  for (const part of pointer.split('/').slice(1)) {
    if (part === NESTED) parts.push([]);
    else {
      const name = nameOf(part);
      const index = Array.isArray(value);
      parts.at(-1)!.push(index ? `[${name}]` : PLAIN.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);
    }
    value = step(value, part);
  }
  const [first, ...within] = parts.map((names) => names.join(''));
  if (within.length === 0) return `$${first}`;
  const jq = (path: string) => (path.startsWith('.') ? path : `.${path}`);
  return [jq(first!), ...within.flatMap((path) => ['fromjson', jq(path)])].join(' | ');
}

/** A value as text that can be pasted: a string as it is, anything else as indented JSON. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof ExactNumber) return value.source;
  const raw = (JSON as unknown as { rawJSON?: (source: string) => unknown }).rawJSON;
  const keep = (_: string, inner: unknown) =>
    inner instanceof ExactNumber ? (raw ? raw(inner.source) : inner.source) : inner;
  return JSON.stringify(value, keep, 2) ?? '';
}

/** Values looked at in one search, and hits that are kept. */
const MOST_VISITED = 5_000_000;
export const MOST_HITS = 1000;

/** Hits in JSON that stands in a string. What is in it stands in its text too, unless it is escaped. */
function searchNested(text: string, needle: string): readonly string[] {
  const nested = text.includes('\\') || text.toLowerCase().includes(needle) ? nestedIn(text) : undefined;
  // Each level escapes the one within anew: few fit into a string that is looked into.
  return nested ? searchJson(nested, needle) : [];
}

/** Pointers of the names and plain values that hold a text, whatever the case, in the order of the tree. */
export function searchJson(root: unknown, wanted: string): string[] {
  const needle = wanted.toLowerCase();
  const hits: string[] = [];
  if (needle === '') return hits;
  // A stack of its own: hostile depth must not end in a stack overflow. Parents are kept as links, not as texts.
  interface Node {
    value: unknown;
    name: string;
    parent?: Node;
  }
  const pointerOf = (node: Node): string => {
    const names: string[] = [];
    for (let one: Node | undefined = node; one?.parent; one = one.parent) names.push(segment(one.name));
    return names
      .reverse()
      .map((name) => `/${name}`)
      .join('');
  };
  const stack: Node[] = [{ value: root, name: '' }];
  for (let visited = 0; stack.length > 0 && visited < MOST_VISITED && hits.length < MOST_HITS; visited++) {
    const node = stack.pop()!;
    const { value } = node;
    const container = isContainer(value);
    const text = value instanceof ExactNumber ? value.source : container ? '' : String(value);
    const named =
      node.parent && !Array.isArray(node.parent.value) && node.name.toLowerCase().includes(needle);
    const within = typeof value === 'string' ? searchNested(value, needle) : [];
    // A string that holds JSON is a hit itself only where none of what it holds is.
    const itself = !container && within.length === 0 && text.toLowerCase().includes(needle);
    if (named || itself) hits.push(pointerOf(node));
    for (const inner of within) hits.push(`${pointerOf(node)}/${NESTED}${inner}`);
    if (!container) continue;
    const names = Object.keys(value);
    for (let at = names.length - 1; at >= 0; at--) {
      const name = names[at]!;
      stack.push({ value: (value as Record<string, unknown>)[name], name, parent: node });
    }
  }
  return hits.slice(0, MOST_HITS);
}
