import { type ReadonlySignal, signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import { letGoOfOldTrees } from '@/components/ui/let-go';
import { locale, useMessages } from '@/utils/i18n';
import {
  createFrameSchedule,
  createLoadedSource,
  createMemory,
  createPacedSchedule,
  createPanelStore,
  createSettings,
  createVolatileMemory,
  createWorkspace,
  type Memory,
  type PanelSource,
  type PanelStoreOptions,
  type Workspace,
} from '@/utils/panel';
import type { WriteExport } from '@/utils/panel/export/model';
import { createIdleTurns } from '@/utils/panel/findings';
import type { Recordings } from '@/utils/panel/recordings';
import { startSearchWorker } from '@/utils/panel/search/start-worker';
import type { RecorderClient } from '@/utils/recording/client';
import { createBareFold, type Derivation, NOTHING_DERIVED, type SessionFold } from '@/utils/session/fold';
import { LIVE_EXCHANGES } from '@/utils/session/retention';
import { askDocument } from '@/utils/transport/document-port';
import { openPanelPort, type PanelPort } from '@/utils/transport/panel-port';

export interface PageOptions {
  /** The tab that is shown live; none: only what is opened. */
  tabId?: number;
  /** Adds what else the page can see of the tab. */
  wrap?(port: PanelPort, fold: SessionFold): PanelSource;
  /** Outlives a reload of the page; without one, sessionStorage. */
  memory?: Memory;
  /** What the page has to say of itself. */
  notice?: ReadonlySignal<string | undefined>;
  /** Shows a line of a script in the browser's own tools. */
  openSource?: PanelStoreOptions['openSource'];
  /** Goes to where one chooses what to look at. */
  leave?(): void;
}

/** A page that is not shown is not drawn either (ms). */
const UNDRAWN = 250;

/**
 * When the first view has been drawn. What it does not need is asked for then: asking alone, a dozen files by as many
 * links, takes as long as drawing.
 */
function drawn(): Promise<void> {
  return new Promise((resolve) => {
    const paints = new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length === 0) return;
      paints.disconnect();
      resolve();
    });
    paints.observe({ type: 'paint', buffered: true });
    setTimeout(resolve, UNDRAWN);
  });
}

/** What the panel in DevTools and the inspector page have in common: texts, the store, and what is opened in its place. */
export function startPage({ tabId, wrap, memory, notice, leave, openSource }: PageOptions): Workspace {
  letGoOfOldTrees();
  useMessages((key) => browser.i18n.getMessage(key as never));
  document.documentElement.lang = locale();

  const { name, version } = browser.runtime.getManifest();
  const connect = (info: { name: string }) => browser.runtime.connect(info);

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
    pace: createPacedSchedule(globalThis),
    every(run: () => void, ms: number) {
      const timer = setInterval(run, ms);
      return () => clearInterval(timer);
    },
    write,
    search: { load: () => import('@/utils/panel/search'), engine: startSearchWorker },
    checks: {
      load: () => import('@/utils/panel/findings/evaluate'),
      turns: createIdleTurns(globalThis, () => performance.now()),
      fetchDocument: (url) => askDocument(connect, url),
    },
  } satisfies Partial<PanelStoreOptions>;

  // The first view does not wait for the greater part of the code, which finds flows, ties and stories.
  let derivation: Derivation = NOTHING_DERIVED;
  const fold = createBareFold(derivation, undefined, LIVE_EXCHANGES);
  function sourceOf(tab: number): PanelSource {
    const port = openPanelPort({ connect, tabId: tab });
    return wrap ? wrap(port, fold) : port;
  }
  const live = createPanelStore({
    ...common,
    fold,
    source: tabId === undefined ? createLoadedSource([]) : sourceOf(tabId),
    memory: memory ?? createMemory(sessionStorage, `handshake.${tabId}.`),
    now: Date.now,
    tabId,
    ...(openSource && { openSource }),
  });

  const derived = drawn().then(async () => {
    const module = await import('@/utils/session/derivation');
    derivation = module.DERIVATION;
    fold.rederive(derivation);
    live.refresh();
  });

  const recordings = signal<Recordings>();
  const recorder = drawn().then(async () => {
    const { connectRecorder } = await import('@/utils/panel/recorder');
    const connected = connectRecorder({ connect, tabId });
    recordings.value = connected.recordings;
    return connected.client;
  });

  return createWorkspace({
    live,
    recordings,
    ...(notice && { notice }),
    ...(leave && { leave }),
    async read(files, work) {
      const { readFiles } = await import('@/utils/panel/open/read');
      return readFiles(files, work);
    },
    async readRecording(id) {
      await derived;
      const client: RecorderClient = await recorder;
      return (await import('@/utils/panel/recorded-source')).openRecording(client, id);
    },
    storeOf: (source, file, folded = createBareFold(derivation)) =>
      createPanelStore({
        ...common,
        fold: folded,
        source,
        memory: createVolatileMemory(),
        // Time stands still where the recording ends.
        now: () => 0,
        file,
      }),
  });
}
