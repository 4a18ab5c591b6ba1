import path from 'node:path';
import { output } from '../../scripts/run.ts';

/** Where tests keep what they export: until the next run, so that a failure can be looked into. */
export const EXPORTS = path.join(output, 'test-exports');
