// Everything that must hold, in order of how soon it can fail. The last line counts every check and test.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { lint } from './lint.ts';
import { output, run } from './run.ts';

const total = { passed: 0, failed: 0 };

function count({ passed, failed }: { passed: number; failed: number }) {
  total.passed += passed;
  total.failed += failed;
}

const heading = (text: string) => console.log(`\n── ${text}`);

/** Runs a vitest project; its JSON report gives the numbers, its output goes to the terminal as it comes. */
async function vitest(project: string) {
  const report = path.join(output, `test-${project}.json`);
  rmSync(report, { force: true });
  const status = await run('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const { numPassedTests, numFailedTests } = readReport(report);
  // A file that fails to load has no tests to count; its failure counts all the same.
  count({ passed: numPassedTests, failed: status === 0 ? numFailedTests : Math.max(1, numFailedTests) });
}

function readReport(file: string): { numPassedTests: number; numFailedTests: number } {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1 };
  }
}

heading('Lint (Biome, web-ext)');
count(await lint());
heading('Types (tsc)');
count((await run('tsc', ['--noEmit'])) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
heading('Unit and contract tests');
await vitest('unit');
heading('The built extension in Chromium and Firefox');
await vitest('extension');

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
