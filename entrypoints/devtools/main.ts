import { browser } from 'wxt/browser';
import type { InspectedResource } from '@/utils/capture/first-resource';
import { createHarReader, type DevtoolsNetwork } from '@/utils/capture/har-bodies';
import { openDevtoolsPort } from '@/utils/transport/devtools-port';

interface ChromeDevtools {
  devtools: {
    network: DevtoolsNetwork;
    inspectedWindow: { getResources(callback: (resources: InspectedResource[]) => void): void };
  };
}

// `panels.create` takes paths from the extension's root.
void browser.devtools.panels.create('Handshake', '/icon/32.png', '/panel.html');

// In Firefox a listener on devtools.network costs 89 s of CPU per 100,000 WebSocket frames: bodies come from
// filterResponseData there. The polyfill does not wrap the entries of getHAR, so all is taken as it is.
if (!import.meta.env.FIREFOX) {
  const { tabId } = browser.devtools.inspectedWindow;
  const { network, inspectedWindow } = (globalThis as unknown as { chrome: ChromeDevtools }).chrome.devtools;
  const reader = createHarReader({
    network,
    resources: () => new Promise((resolve) => inspectedWindow.getResources(resolve)),
    found: (found) => port.send({ type: 'bodies', found }),
    later: setTimeout,
    now: Date.now,
  });
  const port = openDevtoolsPort({
    connect: (info) => browser.runtime.connect(info),
    tabId,
    asked: ({ wanted }) => reader.read(wanted),
  });
}
