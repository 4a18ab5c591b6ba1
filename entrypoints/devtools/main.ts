import { browser } from 'wxt/browser';
import { createHarReader, type DevtoolsNetwork } from '@/utils/capture/har-bodies';
import { openDevtoolsPort } from '@/utils/transport/devtools-port';

// `panels.create` takes paths from the extension's root.
void browser.devtools.panels.create('Handshake', '/icon/32.png', '/panel.html');

// In Firefox a listener on devtools.network costs 89 s of CPU per 100,000 WebSocket frames: bodies come from
// filterResponseData there. The polyfill does not wrap the entries of getHAR, so both are taken as they are.
if (!import.meta.env.FIREFOX) {
  const { tabId } = browser.devtools.inspectedWindow;
  const network = (globalThis as unknown as { chrome: { devtools: { network: DevtoolsNetwork } } }).chrome
    .devtools.network;
  const reader = createHarReader({
    network,
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
