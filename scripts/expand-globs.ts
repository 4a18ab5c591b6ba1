// `import.meta.glob` is Vite's. Node and esbuild read the same sources with its calls written out.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';

const CALL =
  /import\.meta\.glob(?:<[^(]*>)?\(\s*'([^']+)',\s*\{\s*eager: true,\s*import: '(\w+)',?\s*\},?\s*\)/g;

/**
 * A module's source with each `import.meta.glob('…', { eager: true, import: '…' })` as the object of imports that Vite
 * makes of it.
 */
export function expandGlobs(source: string, file: string): string {
  let imports = '';
  let count = 0;
  const expanded = source.replace(CALL, (_, pattern: string, name: string) => {
    const found = globSync(pattern, { cwd: path.dirname(file) }).map((one) => one.replaceAll(path.sep, '/'));
    const members = found.sort().map((one) => {
      const specifier = one.startsWith('.') ? one : `./${one}`;
      const local = `glob${count++}`;
      imports += `\nimport { ${name} as ${local} } from '${specifier}';`;
      return `'${specifier}': ${local}`;
    });
    return `{ ${members.join(', ')} }`;
  });
  return expanded + imports;
}

/** The same for esbuild. */
export const globs: Plugin = {
  name: 'import-meta-glob',
  setup(build) {
    build.onLoad({ filter: /[/\\](registry|samples)\.ts$/ }, ({ path: file }) => ({
      contents: expandGlobs(readFileSync(file, 'utf8'), file),
      loader: 'ts',
    }));
  },
};
