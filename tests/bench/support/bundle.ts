import { rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { globs } from '../../../scripts/expand-globs.ts';
import { output, root } from '../../../scripts/run.ts';

/** Builds a file of this folder, which imports the extension's sources, as it is for browsers, and imports it. */
export async function importBuilt<Module>(file: string): Promise<Module> {
  const outfile = path.join(output, 'bench', `${path.basename(file, '.ts')}.mjs`);
  await build({
    entryPoints: [path.join(import.meta.dirname, file)],
    outfile,
    bundle: true,
    // The libraries as the extension has them: their builds for browsers.
    platform: 'browser',
    external: ['node:*'],
    format: 'esm',
    alias: { '@': root },
    plugins: [globs],
    logLevel: 'warning',
  });
  try {
    return (await import(pathToFileURL(outfile).href)) as Module;
  } finally {
    rmSync(path.dirname(outfile), { recursive: true });
  }
}
