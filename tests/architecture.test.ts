import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.dirname(import.meta.dirname);

/** Folders whose code is data in, data out: no browser, DOM, clock or random. */
const PURE = [
  'session',
  'websocket',
  'oauth',
  'redaction',
  'exchange',
  'checks',
  'watchouts',
  'compare',
  'i18n',
  'search',
];

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(path.relative(root, entry.parentPath), entry.name));
}

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s(?:[^'"]*?from\s)?['"]([^'"]+)['"]/gm)].map(
    (match) => match[1]!,
  );
}

/** `utils/<folder>` that an import of a file points into, or undefined for a package or elsewhere. */
function utilsFolder(file: string, specifier: string): string | undefined {
  const target = specifier.startsWith('@/')
    ? specifier.slice(2)
    : specifier.startsWith('.')
      ? path.join(path.dirname(file), specifier)
      : '';
  return target.match(/^utils\/([^/]+)/)?.[1];
}

describe('architecture', () => {
  const files = ['utils', 'components', 'entrypoints'].flatMap(sources);
  const pure = files.filter((file) => PURE.some((folder) => file.startsWith(`utils/${folder}/`)));

  test('there is code to hold to the rules', () => {
    expect(pure.length).toBeGreaterThan(3);
  });

  test.each(pure)('%s imports only pure folders and no browser API', (file) => {
    for (const specifier of importsOf(file)) {
      const folder = utilsFolder(file, specifier);
      if (folder) expect(PURE, `${file} imports ${specifier}`).toContain(folder);
      expect(specifier).not.toMatch(/^(wxt|webextension-polyfill|preact|@preact)/);
    }
    const code = readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    expect(code).not.toMatch(/\b(browser|chrome)\.(runtime|webRequest|storage|tabs|devtools)\b/);
    expect(code).not.toMatch(/\b(Date\.now\(|Math\.random\(|performance\.now\()/);
  });

  test.each(files.filter((file) => file.startsWith('components/')))('%s draws only', (file) => {
    for (const specifier of importsOf(file)) {
      expect(specifier, `${file} imports ${specifier}`).not.toMatch(/^(wxt|webextension-polyfill)/);
    }
    expect(readFileSync(path.join(root, file), 'utf8')).not.toMatch(/innerHTML|dangerouslySetInnerHTML/);
  });

  test('page data never reaches eval', () => {
    for (const file of files) {
      const code = readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      expect(code, file).not.toMatch(/\beval\(|new Function\(/);
    }
  });

  test('nothing asks the network but what the user has agreed to, and only the background can', () => {
    // A template may be a command that a person copies out: text asks nothing.
    const code = (file: string) =>
      readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*|`[^`]*`/g, '');
    const network = /\bfetch\(|XMLHttpRequest|EventSource|sendBeacon|importScripts\(|WebTransport/;
    // Writes a call of `fetch` for people to copy; makes none.
    const written = 'utils/exchange/copy/http.ts';
    expect(files.filter((file) => file !== written && network.test(code(file)))).toEqual([]);
    // utils/capture/fetch-document.ts is given the browser's `fetch`, and asks only with it.
    expect(files.filter((file) => /\(url, fetch\)/.test(code(file)))).toEqual([
      'entrypoints/background/index.ts',
    ]);
  });
});
