import path from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { globs } from '@/scripts/expand-globs';

const root = path.resolve(import.meta.dirname, '../../..');

test('decoders bundle for a browser: no Node module, no code from strings, libraries apart from detection', async () => {
  // A Node builtin would fail the build: a browser has none.
  const { metafile, outputFiles } = await build({
    entryPoints: [path.join(root, 'utils/websocket/decoders/index.ts')],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    minify: true,
    write: false,
    metafile: true,
    outdir: 'out',
    absWorkingDir: root,
    logLevel: 'silent',
    plugins: [globs],
  });

  expect(outputFiles.length).toBeGreaterThan(25);
  for (const { path: file, text } of outputFiles) expect(text, file).not.toMatch(/new Function\(|\beval\(/);

  const outputs = Object.entries(metafile.outputs);
  const [, entry] = outputs.find(([name]) => name.endsWith('/index.js'))!;
  const eager = [
    entry,
    ...entry.imports
      .filter(({ kind }) => kind === 'import-statement')
      .map((one) => metafile.outputs[one.path]!),
  ];
  const inputs = eager.flatMap((output) => Object.keys(output.inputs));
  expect(inputs.length).toBeGreaterThan(20);
  expect(inputs.filter((name) => name.includes('node_modules'))).toEqual([]);
  expect(eager.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(40_000);
});
