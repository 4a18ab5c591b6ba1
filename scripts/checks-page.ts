// node scripts/setup.mjs checks-page: writes docs/checks.md from the checks themselves.
import './resolve-typescript.ts';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.ts';

const { documentChecks } = await import('../utils/checks/index.ts');
writeFileSync(path.join(root, 'docs', 'checks.md'), documentChecks());
