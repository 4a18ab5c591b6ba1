import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { output, root, runQuietly } from './run.ts';

const zips = () =>
  readdirSync(output)
    .filter((file) => file.endsWith('.zip'))
    .sort();

for (const old of zips()) rmSync(path.join(output, old));
await runQuietly('wxt', ['zip']);
await runQuietly('wxt', ['zip', '-b', 'firefox']);
for (const file of zips()) {
  const bytes = readFileSync(path.join(output, file));
  const digest = createHash('sha256').update(bytes).digest('hex');
  console.log(`${path.relative(root, path.join(output, file))}  ${bytes.length} bytes  sha256 ${digest}`);
}
