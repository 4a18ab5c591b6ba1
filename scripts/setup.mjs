// The door of every npm script. Runs on the machine's own Node (18 or newer) with nothing installed,
// brings in what is missing, then hands over to the project's Node with node_modules/.bin first on the PATH.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = path.join(root, 'node_modules', '.bin');
const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` };

/** node_modules is current when npm's own record of it is newer than the lock file and names the same versions. */
function dependenciesCurrent() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  const lock = path.join(root, 'package-lock.json');
  if (!existsSync(installed) || !existsSync(path.join(bin, 'node'))) return false;
  if (statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return true;
  const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages;
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(have).every(([name, entry]) => wanted[name]?.version === entry.version);
}

if (!dependenciesCurrent()) {
  console.log('Installing dependencies (npm ci)…');
  // Errors only: the machine's Node may be older than what the tools ask for, and ours comes with them.
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const [task, ...args] = process.argv.slice(2);
const child = spawn(path.join(bin, 'node'), [path.join(root, 'scripts', `${task}.ts`), ...args], {
  cwd: root,
  env,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
