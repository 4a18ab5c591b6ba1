import { buildIfStale } from '../../scripts/extension.ts';

/** The tests load what was built: build first, where a source is newer. */
export default async function setup() {
  await buildIfStale('chromium');
  await buildIfStale('firefox');
}
