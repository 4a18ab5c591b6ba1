import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { globs } from '@/scripts/expand-globs';
import { PROTOCOLS } from '@/utils/websocket/decoders';
import type { documentProtocols } from '@/utils/websocket/decoders/document';

/*
 * Adding a protocol touches its folder and nothing else.
 */

const root = path.resolve(import.meta.dirname, '../../..');
/** Beneath the root, where packages are found. */
const copy = path.join(root, '.output', 'one-folder');

afterAll(() => rmSync(copy, { recursive: true, force: true }));

const ACME = {
  'protocol.ts': `
    import type { Protocol } from '../../decoder';
    import { texts, when } from '../../sight';
    const acme: Protocol = {
      id: 'acme', title: 'Acme ticker', versions: '1', detected: 'TICK|', shows: 'prices',
      detect: (context) => when(texts(context).some((text) => text.startsWith('TICK|')), 0.9, 'frames begin with TICK|'),
      load: () => import('./decoder'),
    };
    export const protocols: readonly Protocol[] = [acme];`,
  'decoder.ts': `
    import { textOf } from '../../bytes';
    import type { Decoder } from '../../decoder';
    export const createDecoder = (): Decoder => ({
      decode: (frame) => ({ kind: 'TICK', summary: textOf(frame).split('|').slice(1).join(' at '), fields: [] }),
    });`,
  'sample.ts': `
    import type { Sample } from '../../sample';
    export const samples: readonly Sample[] = [{ id: 'acme', frames: [['<', 'TICK|ACME|41.20']] }];`,
};

const ENTRY = `
  export { detect, openDecoder, PROTOCOLS } from '@/utils/websocket/decoders';
  export { documentProtocols } from '@/utils/websocket/decoders/document';
  export { contextOf, framesOf, SAMPLES } from '@/tests/unit/decoders/samples';`;

test('a folder more is a protocol more: detected, decoded, in the docs, and with its sample in every test', async () => {
  for (const folder of ['utils', 'tests/unit/decoders'])
    cpSync(path.join(root, folder), path.join(copy, folder), { recursive: true });
  const acme = path.join(copy, 'utils/websocket/decoders/protocols/acme');
  mkdirSync(acme);
  for (const [name, text] of Object.entries(ACME)) writeFileSync(path.join(acme, name), text);
  const outfile = path.join(copy, 'built.mjs');
  await build({
    stdin: { contents: ENTRY, resolveDir: copy, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    alias: { '@': copy },
    plugins: [globs],
    logLevel: 'silent',
  });
  type Decoders = typeof import('@/utils/websocket/decoders');
  type Samples = typeof import('./samples');
  const built = (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as Decoders &
    Samples & { documentProtocols: typeof documentProtocols };

  expect(built.PROTOCOLS.map(({ id }) => id).sort()).toEqual(
    [...PROTOCOLS.map(({ id }) => id), 'acme'].sort(),
  );
  const sample = built.SAMPLES.acme!;
  expect(built.detect(built.contextOf(sample)).rule).toBe('frames begin with TICK|');
  const decoder = await built.openDecoder(built.contextOf(sample));
  expect(decoder.decode(built.framesOf(sample)[0]!).summary).toBe('ACME at 41.20');
  const page = readFileSync(path.join(root, 'docs/protocols.md'), 'utf8');
  expect(built.documentProtocols(page)).toContain('\n| Acme ticker | 1 | TICK\\| | prices |\n');
});

test('no source outside of its folder names a protocol', () => {
  const ids = PROTOCOLS.filter(({ only }) => !only).map(({ id }) => id);
  const named = new RegExp(`['"\`](?:${ids.join('|')})['"\`]`);
  const files = globSync('{utils,components,entrypoints,scripts}/**/*.{ts,tsx}', { cwd: root });
  const decoders = path.join('utils', 'websocket', 'decoders', 'protocols') + path.sep;
  const outside = files.filter((file) => !file.startsWith(decoders));
  expect(outside.length).toBeGreaterThan(300);
  expect(files.length - outside.length).toBeGreaterThan(60);
  expect(outside.filter((file) => named.test(readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
});
