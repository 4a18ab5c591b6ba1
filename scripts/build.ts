import path from 'node:path';
import { buildExtension, sizeOf, TARGETS, type Target } from './extension.ts';
import { root } from './run.ts';

for (const target of Object.keys(TARGETS) as Target[]) {
  const started = performance.now();
  await buildExtension(target);
  const { folder } = TARGETS[target];
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${path.relative(root, folder)}  ${Math.round(sizeOf(folder) / 1024)} kB  built in ${seconds} s`,
  );
}
