import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { output, root, runQuietly } from './run.ts';

export const TARGETS = {
  chromium: { browser: 'chrome', folder: path.join(output, 'chrome-mv3') },
  firefox: { browser: 'firefox', folder: path.join(output, 'firefox-mv2') },
} as const;

export type Target = keyof typeof TARGETS;

const SOURCES = [
  'entrypoints',
  'components',
  'utils',
  'public',
  'wxt.config.ts',
  'scripts/messages.ts',
  'scripts/hook-names.ts',
  'package.json',
  'package-lock.json',
];

/** Builds the extension for one browser. */
export const buildExtension = (target: Target): Promise<void> =>
  runQuietly('wxt', ['build', '-b', TARGETS[target].browser]);

/** Builds only where a source is newer than what was built. */
export async function buildIfStale(target: Target): Promise<void> {
  const manifest = path.join(TARGETS[target].folder, 'manifest.json');
  const built = existsSync(manifest) ? statSync(manifest).mtimeMs : 0;
  if (newestSource() > built) await buildExtension(target);
}

function newestSource(): number {
  const files = SOURCES.map((source) => path.join(root, source))
    .filter((source) => existsSync(source))
    .flatMap((source) => (statSync(source).isDirectory() ? filesIn(source) : [source]));
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

const filesIn = (folder: string): string[] => [
  // The folders too: taking a file away changes only them.
  folder,
  ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
];

/** Bytes of all files of a folder. */
export const sizeOf = (folder: string): number =>
  filesIn(folder)
    .map((file) => statSync(file))
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + entry.size, 0);
