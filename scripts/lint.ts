import { buildIfStale, TARGETS } from './extension.ts';
import { run } from './run.ts';

/** Biome on the sources, then web-ext's linter on what Firefox would install. Gives how many of the two failed. */
export async function lint(): Promise<{ passed: number; failed: number }> {
  const biome = await run('biome', ['ci', '--error-on-warnings', '.']);
  await buildIfStale('firefox');
  const webExt = await run('web-ext', ['lint', '--source-dir', TARGETS.firefox.folder, '--boring']);
  const failed = [biome, webExt].filter((status) => status !== 0).length;
  return { passed: 2 - failed, failed };
}

if (import.meta.main) process.exitCode = (await lint()).failed ? 1 : 0;
