import { parseSync } from 'vite';

/** Attributes and properties of components that a person reads. */
const READ =
  /^(title|label|placeholder|alt|hint|text|note|name|aria-(label|description|valuetext|roledescription))$/;

interface Node {
  type: string;
  [key: string]: unknown;
}

/** Literal texts of JSX that a person would read: between tags, and in attributes such as `title`. */
export function literalTexts(file: string, source: string): string[] {
  const texts: string[] = [];
  walk(parseSync(file, source).program as unknown as Node, false, texts);
  return texts;
}

/** `read`: what stands here is shown. */
function walk(node: Node, read: boolean, texts: string[]): void {
  switch (node.type) {
    case 'JSXText':
      return take(node.value, texts);
    case 'Literal':
      return read ? take(node.value, texts) : undefined;
    case 'TemplateElement':
      return read ? take((node.value as { cooked: unknown }).cooked, texts) : undefined;
    case 'JSXElement':
    case 'JSXFragment': {
      for (const attribute of ((node.openingElement as Node)?.attributes ?? []) as Node[])
        walk(attribute, false, texts);
      for (const child of node.children as Node[]) walk(child, true, texts);
      return;
    }
    case 'JSXAttribute': {
      const { name } = node.name as { name: unknown };
      const shown = typeof name === 'string' && READ.test(name);
      return node.value ? walk(node.value as Node, shown, texts) : undefined;
    }
    case 'ConditionalExpression':
      walk(node.test as Node, false, texts);
      walk(node.consequent as Node, read, texts);
      return walk(node.alternate as Node, read, texts);
    case 'LogicalExpression':
      walk(node.left as Node, read && node.operator !== '&&', texts);
      return walk(node.right as Node, read, texts);
    case 'JSXExpressionContainer':
    case 'TemplateLiteral':
      return children(node, read, texts);
    default:
      return children(node, false, texts);
  }
}

function children(node: Node, read: boolean, texts: string[]): void {
  for (const value of Object.values(node)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one?.type === 'string') walk(one, read, texts);
    }
  }
}

/** A text has a word: two letters beside each other. The key of a text (`app.late`) is none itself. */
function take(value: unknown, texts: string[]): void {
  if (typeof value !== 'string') return;
  const text = value.trim();
  if (/\p{L}{2}/u.test(text) && !/^[a-z]\w*\.\w+$/.test(text)) texts.push(text);
}
