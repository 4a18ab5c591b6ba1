import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { transform } from 'esbuild';
import type { PluginOption } from 'vite';
import { defineConfig } from 'wxt';
import { firstView } from './scripts/first-view.ts';
import { INTERNAL_NAME, SHORT_NAMES } from './scripts/hook-names.ts';
import { LOCALES, localeFile } from './scripts/messages.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

/** V8 names a script in the stacks that a page can read: ours must not say whose it is. */
const nameless = {
  name: 'nameless-hook',
  generateBundle(_options: unknown, bundle: Record<string, { code?: string }>) {
    const hook = bundle['hook.js'];
    if (hook) hook.code += '\n//# sourceURL=<anonymous>\n';
  },
};

/** WXT's wrapper logs for a developer; in front of every page it would be 150 bytes of nothing. */
const bareHook = {
  name: 'bare-hook',
  transform(code: string, id: string) {
    if (!id.includes('unlisted-script-entrypoint') || !id.endsWith('/entrypoints/hook/index.ts')) return null;
    const definition = code.match(/^import definition from .*;$/m)?.[0];
    if (!definition) throw new Error('WXT wraps unlisted scripts in another way than before');
    return `${definition}\ndefinition.main();\nexport default undefined;`;
  },
};

/**
 * The background may fetch, once the user has agreed to an address (utils/capture/fetch-document.ts); a policy of the
 * manifest holds for all alike. Every page takes that away from itself again, with what it loads.
 */
const offline: PluginOption = {
  name: 'offline-pages',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: "connect-src 'none'" },
      injectTo: 'head-prepend',
    },
  ],
};

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "font-src 'self'; worker-src 'self'; frame-src 'self'; connect-src https: http://localhost:* http://127.0.0.1:*; " +
  "base-uri 'none'; form-action 'none'";

/** Where a user's own decoders run (utils/panel/decoding/user); Firefox takes it from the page itself. */
const sandboxPolicy =
  "sandbox allow-scripts; default-src 'none'; script-src 'self' blob:; worker-src blob:; " +
  "base-uri 'none'; form-action 'none'";

/** Names that only the hook's own parts know are made short: it goes into every frame of every page. */
const shortNames = {
  name: 'short-names',
  enforce: 'pre' as const,
  async transform(code: string, id: string) {
    if (!/\/utils\/hook\/[\w-]+\.ts$/.test(id)) return null;
    const options = {
      loader: 'ts',
      target: 'esnext',
      mangleProps: INTERNAL_NAME,
      mangleCache: SHORT_NAMES,
    } as const;
    return { code: (await transform(code, options)).code, map: null };
  },
};

const everyFrame = {
  matches: ['<all_urls>'],
  run_at: 'document_start',
  all_frames: true,
  match_about_blank: true,
  match_origin_as_fallback: true,
};

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  hooks: {
    'build:publicAssets': (_wxt, files) => {
      for (const locale of LOCALES) {
        files.push({ relativeDest: `_locales/${locale}/messages.json`, contents: localeFile(locale) });
      }
    },
  },
  alias: { '@': root },
  outDirTemplate: '{{browser}}-mv{{manifestVersion}}',
  vite: ({ browser }) => ({
    plugins: [
      preact({ reactAliasesEnabled: false }),
      shortNames,
      offline,
      bareHook,
      firstView(`${root}entrypoints`),
      browser === 'chrome' && nameless,
    ],
    build: { target: ['chrome148', 'firefox142'], modulePreload: { polyfill: false } },
    // A decoder's library is loaded when it is needed, in the worker too.
    worker: { format: 'es' },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_meta_name__',
    description: '__MSG_meta_description__',
    default_locale: 'en',
    // Each permission is justified in docs/permissions.md.
    permissions:
      browser === 'firefox'
        ? ['webRequest', 'webRequestBlocking', 'webNavigation', 'storage', 'unlimitedStorage', '<all_urls>']
        : ['webRequest', 'webNavigation', 'storage', 'unlimitedStorage', 'alarms'],
    // WXT adds the popup to it.
    [browser === 'firefox' ? 'browser_action' : 'action']: {
      default_icon: { 16: '/icon/16.png', 32: '/icon/32.png' },
    },
    commands: {
      'toggle-recording': {
        suggested_key: { default: 'Alt+Shift+H' },
        description: '__MSG_recording_commandToggle__',
      },
      mark: { suggested_key: { default: 'Alt+Shift+M' }, description: '__MSG_recording_commandMark__' },
    },
    // The hook's other half must be there before the hook. Neither is a content script of WXT's: see entrypoints/bridge.
    content_scripts: [
      { js: ['bridge.js'], ...everyFrame },
      { js: ['hook.js'], world: 'MAIN', ...everyFrame },
    ],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'handshake@handshake-inspector.dev',
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
          content_security_policy: policy,
        }
      : {
          minimum_chrome_version: '148',
          host_permissions: ['<all_urls>'],
          // Ports carry ArrayBuffers as they are; without it Chromium turns messages into JSON.
          message_serialization: 'structured_clone',
          content_security_policy: { extension_pages: policy, sandbox: sandboxPolicy },
          sandbox: { pages: ['decoder-sandbox.html'] },
        }),
    icons: { 16: '/icon/16.png', 32: '/icon/32.png', 48: '/icon/48.png', 128: '/icon/128.png' },
  }),
  zip: {
    artifactTemplate: 'handshake-{{version}}-{{browser}}.zip',
    sourcesTemplate: 'handshake-{{version}}-sources.zip',
    includeSources: [
      'entrypoints/**',
      'components/**',
      'utils/**',
      'public/**',
      'tests/**',
      'scripts/**',
      'docs/**',
      'package.json',
      'package-lock.json',
      'wxt.config.ts',
      'tsconfig.json',
      'vitest.config.ts',
      'biome.json',
      'README.md',
      'CHANGELOG.md',
      '.npmrc',
    ],
    excludeSources: ['node_modules/**', '.output/**', '.wxt/**'],
  },
});
