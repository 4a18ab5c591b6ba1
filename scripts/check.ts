// npm run check -- FILE…: the checks of docs/checks.md over exported sessions and HAR files, without a browser.
import './resolve-typescript.ts';
import { writeFileSync } from 'node:fs';

const { runCheck } = await import('./check-command.ts');
const { output, errors, status } = await runCheck(process.argv.slice(2), (file, text) =>
  writeFileSync(file, text),
);
if (errors) process.stderr.write(errors);
// Whoever reads may have had enough (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
// A pipe may take the report in pieces: leave it to Node to end when all is out.
process.stdout.write(output);
process.exitCode = status;
