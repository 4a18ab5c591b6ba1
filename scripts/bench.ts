// npm run bench: runs tests/bench/*.bench.ts, prints a table and writes .output/bench.json.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Benchmark, Measured } from '../tests/bench/benchmark.ts';
import { output, root } from './run.ts';

const folder = path.join(root, 'tests', 'bench');
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => !wanted.length || wanted.some((name) => file.includes(name)))
  .sort();

const results: Measured[] = [];
for (const file of files) {
  const { default: benchmark } = (await import(pathToFileURL(path.join(folder, file)).href)) as {
    default: Benchmark;
  };
  console.log(`\n── ${file}`);
  for (const measured of await benchmark()) {
    results.push(measured);
    console.log(line(measured));
  }
}

mkdirSync(output, { recursive: true });
writeFileSync(path.join(output, 'bench.json'), `${JSON.stringify(results, null, 2)}\n`);
const missed = results.filter(({ met }) => !met);
console.log(
  `\n${results.length} measured, ${missed.length} off their target. ${path.relative(root, path.join(output, 'bench.json'))}`,
);
process.exitCode = missed.length ? 1 : 0;

function line({ name, browser, value, unit, target, met }: Measured): string {
  const number = Number.isInteger(value) ? String(value) : value.toPrecision(3);
  return `${met ? 'met   ' : 'MISSED'}  ${name.padEnd(52)} ${browser.padEnd(9)} ${number.padStart(10)} ${unit.padEnd(8)} target ${target}`;
}
