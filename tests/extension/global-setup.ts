import { rmSync } from 'node:fs';
import { buildIfStale } from '../../scripts/extension.ts';
import { EXPORTS } from './exports.ts';

/** The tests load what was built: build first, where a source is newer. */
export default async function setup() {
  rmSync(EXPORTS, { recursive: true, force: true });
  await buildIfStale('chromium');
  await buildIfStale('firefox');
}
