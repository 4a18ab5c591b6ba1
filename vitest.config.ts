import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  plugins: [preact({ reactAliasesEnabled: false })],
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          setupFiles: ['tests/unit/messages.ts'],
          include: [
            'tests/unit/**/*.test.{ts,tsx}',
            'tests/contract/**/*.test.ts',
            'tests/*.test.ts',
            'utils/websocket/decoders/protocols/*/*.test.ts',
          ],
          // Nothing here changes what another file sees, and each would load the same modules anew.
          pool: 'threads',
          isolate: false,
          // Bounds on hangs, not measures: a machine that is busy with something else may be slow.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'extension',
          include: ['tests/extension/**/*.test.ts'],
          globalSetup: ['tests/extension/global-setup.ts'],
          // A browser mostly waits: two of them at a time share two cores well.
          maxWorkers: 2,
          // One process for many files, so that the browser of the next is started while this one's tests run.
          isolate: false,
          setupFiles: ['tests/extension/spare-browsers.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // How long `expect.poll` waits for what a browser is still about to do.
          expect: { poll: { timeout: 45_000 } },
        },
      },
    ],
  },
});
