import { parseSync } from 'vite';

/** Attributes and properties of components that a person reads. */
const READ =
  /^(title|label|placeholder|alt|hint|text|note|name|aria-(label|description|valuetext|roledescription))$/;
/** A text has a word: two letters beside each other. The key of a text (`app.late`) is none itself. */
const isText = (text: string) => /\p{L}{2}/u.test(text) && !/^[a-z]\w*\.\w+$/.test(text);

interface Node {
  type: string;
  [key: string]: unknown;
}

/** Literal texts of JSX that a person would read: between tags, and in attributes such as `title`. */
export function literalTexts(file: string, source: string): string[] {
  const program = parseSync(file, source).program as unknown as Node;
  return [...strings(program, false)].map((text) => text.trim()).filter(isText);
}

/** `read`: what stands here is shown. */
function* strings(node: Node, read: boolean): Generator<string> {
  switch (node.type) {
    case 'JSXText':
      yield String(node.value);
      break;
    case 'Literal':
      if (read && typeof node.value === 'string') yield node.value;
      break;
    case 'TemplateElement':
      if (read) yield String((node.value as { cooked: unknown }).cooked);
      break;
    case 'JSXElement':
    case 'JSXFragment':
      yield* opening(node.openingElement as Node | undefined);
      for (const child of node.children as Node[]) yield* strings(child, true);
      break;
    case 'ConditionalExpression':
      yield* strings(node.test as Node, false);
      yield* strings(node.consequent as Node, read);
      yield* strings(node.alternate as Node, read);
      break;
    case 'LogicalExpression':
      yield* strings(node.left as Node, read && node.operator !== '&&');
      yield* strings(node.right as Node, read);
      break;
    default:
      yield* inside(node, read && ['JSXExpressionContainer', 'TemplateLiteral'].includes(node.type));
  }
}

function* opening(element: Node | undefined): Generator<string> {
  for (const attribute of (element?.attributes ?? []) as Node[]) {
    const name = (attribute.name as { name?: unknown } | undefined)?.name;
    // An icon's name is not shown.
    const icon = (element!.name as { name?: unknown }).name === 'Icon';
    const shown = typeof name === 'string' && READ.test(name) && !icon;
    if (attribute.value) yield* strings(attribute.value as Node, shown);
    else yield* inside(attribute, false);
  }
}

function* inside(node: Node, read: boolean): Generator<string> {
  for (const value of Object.values(node)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one?.type === 'string') yield* strings(one, read);
    }
  }
}
