import '@/components/ui/theme.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { App } from '@/components/app/App';
import { type HarSocketsOptions, withHarSockets } from '@/utils/capture/watch-har-sockets';
import { watchTheme } from '@/utils/panel';
import { openTabMemory } from '@/utils/panel/tab-memory';
import type { SessionFold } from '@/utils/session/fold';
import type { PanelPort } from '@/utils/transport/panel-port';
import { type PageOptions, startPage } from './start-page';

const { tabId } = browser.devtools.inspectedWindow;

watchTheme(browser.devtools.panels, (theme) => {
  document.documentElement.dataset.theme = theme;
});

/** Chrome's DevTools also lists the connections of workers. The polyfill does not wrap getHAR. */
function withDevtoolsSockets(port: PanelPort, fold: SessionFold) {
  const { network } = (globalThis as unknown as { chrome: { devtools: Pick<HarSocketsOptions, 'network'> } })
    .chrome.devtools;
  const base = browser.runtime.getURL('/');
  const later = (run: () => void, ms: number) => void setTimeout(run, ms);
  return withHarSockets(port, { network, base, tabId, session: () => fold.session, later, now: Date.now });
}

/** Chrome's DevTools open a script at a line, both counted from 0; Firefox has nothing of the kind. */
function sourceOpener(): PageOptions['openSource'] {
  const { panels } = browser.devtools as unknown as {
    panels: { openResource?(url: string, line: number, column: number): void };
  };
  if (!panels.openResource) return undefined;
  return ({ url, line, column }) =>
    panels.openResource?.(url, Math.max(0, line - 1), Math.max(0, column - 1));
}

const workspace = startPage({
  tabId,
  // Firefox loads the panel anew when its toolbox is docked elsewhere.
  ...(import.meta.env.FIREFOX
    ? { memory: await openTabMemory(browser.storage.session, tabId) }
    : { wrap: withDevtoolsSockets }),
  openSource: sourceOpener(),
});

render(<App workspace={workspace} />, document.body);
