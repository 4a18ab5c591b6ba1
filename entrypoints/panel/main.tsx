import '@/components/ui/theme.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { App } from '@/components/app/App';
import { type HarSocketsOptions, withHarSockets } from '@/utils/capture/watch-har-sockets';
import { locale, useMessages } from '@/utils/i18n';
import {
  createFrameSchedule,
  createHeldSource,
  createMemory,
  createPanelStore,
  createSettings,
  createVolatileMemory,
  createWorkspace,
  type PanelStoreOptions,
  watchTheme,
} from '@/utils/panel';
import type { WriteExport } from '@/utils/panel/export/model';
import { createIdleTurns } from '@/utils/panel/findings';
import { startSearchWorker } from '@/utils/panel/search/start-worker';
import { createBareFold, type Derivation, NOTHING_DERIVED } from '@/utils/session/fold';
import { LIVE_EXCHANGES } from '@/utils/session/retention';
import { askDocument } from '@/utils/transport/document-port';
import { openPanelPort, type PanelPort } from '@/utils/transport/panel-port';

useMessages((key) => browser.i18n.getMessage(key as never));
document.documentElement.lang = locale();

const { tabId } = browser.devtools.inspectedWindow;
const { name, version } = browser.runtime.getManifest();

watchTheme(browser.devtools.panels, (theme) => {
  document.documentElement.dataset.theme = theme;
});

const write: WriteExport = async (session, choice, work) => {
  const { browserOf, writeExport } = await import('@/utils/panel/export');
  const setting = {
    key: crypto.getRandomValues(new Uint8Array(32)),
    now: Date.now(),
    generator: { name, version },
    browser: browserOf(navigator.userAgent),
  };
  return writeExport(session, choice, setting, work);
};

const common = {
  settings: createSettings(createMemory(localStorage, 'handshake.')),
  schedule: createFrameSchedule(globalThis),
  every(run: () => void, ms: number) {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
  write,
  search: { load: () => import('@/utils/panel/search'), engine: startSearchWorker },
  checks: {
    load: () => import('@/utils/panel/findings/evaluate'),
    turns: createIdleTurns(globalThis, () => performance.now()),
    fetchDocument: (url) => askDocument((info) => browser.runtime.connect(info), url),
  },
} satisfies Partial<PanelStoreOptions>;

/** Chrome's DevTools also lists the connections of workers. The polyfill does not wrap getHAR. */
function withDevtoolsSockets(port: PanelPort): PanelPort {
  const { network } = (globalThis as unknown as { chrome: { devtools: Pick<HarSocketsOptions, 'network'> } })
    .chrome.devtools;
  const base = browser.runtime.getURL('/');
  const later = (run: () => void, ms: number) => void setTimeout(run, ms);
  return withHarSockets(port, { network, base, session: () => fold.session, later, now: Date.now });
}

// The first view does not wait for the greater part of the code, which finds flows, ties and stories.
let derivation: Derivation = NOTHING_DERIVED;
const fold = createBareFold(derivation, undefined, LIVE_EXCHANGES);
const port = openPanelPort({ connect: (info) => browser.runtime.connect(info), tabId });
const live = createPanelStore({
  ...common,
  fold,
  source: import.meta.env.FIREFOX ? port : withDevtoolsSockets(port),
  // Firefox reloads the panel when its toolbox is docked: sessionStorage outlives that, and not more.
  memory: createMemory(sessionStorage, `handshake.${tabId}.`),
  now: Date.now,
  tabId,
});

const workspace = createWorkspace({
  live,
  async read(files, work) {
    const { readFiles } = await import('@/utils/panel/open/read');
    return readFiles(files, work);
  },
  storeOf: ({ fold, name, header }) =>
    createPanelStore({
      ...common,
      fold,
      source: createHeldSource(),
      memory: createVolatileMemory(),
      // Time stands still where the recording ends.
      now: () => 0,
      file: { name, header },
    }),
});

render(<App workspace={workspace} />, document.body);

import('@/utils/session/derivation').then((module) => {
  derivation = module.DERIVATION;
  fold.rederive(derivation);
  live.refresh();
});
