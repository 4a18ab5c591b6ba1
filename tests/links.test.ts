import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const documents = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Targets of `[text](target)` that are files of this repository, without their anchors. */
function links(text: string): string[] {
  return [...text.matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!.split('#', 1)[0]!)
    .filter((target) => target !== '' && !/^[a-z]+:/i.test(target));
}

/** What the first column of a table names in backquotes. */
function namedInTable(text: string): string[] {
  const cells = text.split('\n').flatMap((line) => (line.startsWith('| `') ? [line.split('|')[1]!] : []));
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path!));
}

test.each(documents)('every file that %s links to exists', (file) => {
  const missing = links(read(file)).filter((target) => !existsSync(join(ROOT, dirname(file), target)));
  expect(missing).toEqual([]);
});

test('every folder that docs/architecture.md names exists', () => {
  const named = namedInTable(read('docs/architecture.md')).filter((name) => name.includes('/'));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
});

test('every npm script that README.md names exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...read('README.md').matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => name !== 'npm' && !(name in scripts))).toEqual([]);
});
