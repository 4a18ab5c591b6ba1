import { type SpawnOptions, spawn } from 'node:child_process';
import path from 'node:path';

export const root = path.dirname(import.meta.dirname);
export const output = path.join(root, '.output');

/** Runs a program of node_modules/.bin (setup.mjs puts that first on the PATH) and gives its exit status. */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      // No standard input: a question would wait for ever where nobody sits.
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
      ...options,
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs quietly; what it printed is shown only if it failed. */
export async function runQuietly(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  child.stderr.on('data', (chunk) => {
    printed += chunk;
  });
  const status = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
  if (status === 0) return;
  throw new Error(`${command} ${args.join(' ')} failed with status ${status}\n${printed}`);
}
