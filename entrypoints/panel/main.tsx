import '@/components/ui/theme.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { App } from '@/components/app/App';
import {
  createFrameSchedule,
  createMemory,
  createPanelStore,
  createSettings,
  watchTheme,
} from '@/utils/panel';
import { createSessionFold } from '@/utils/session';
import { openPanelPort } from '@/utils/transport/panel-port';

const { tabId } = browser.devtools.inspectedWindow;

watchTheme(browser.devtools.panels, (theme) => {
  document.documentElement.dataset.theme = theme;
});

const store = createPanelStore({
  fold: createSessionFold(),
  source: openPanelPort({ connect: (info) => browser.runtime.connect(info), tabId }),
  settings: createSettings(createMemory(localStorage, 'handshake.')),
  // Firefox reloads the panel when its toolbox is docked: sessionStorage outlives that, and not more.
  memory: createMemory(sessionStorage, `handshake.${tabId}.`),
  now: Date.now,
  schedule: createFrameSchedule(globalThis),
  every(run, ms) {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
  tabId,
});

render(<App store={store} />, document.body);
