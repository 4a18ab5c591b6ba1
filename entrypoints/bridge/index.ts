import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type BackgroundPort, createBridge } from '@/utils/transport/bridge';
import { PORT_HOOK } from '@/utils/transport/messages';

interface Runtime {
  connect(info: { name: string }): BackgroundPort;
  onMessage: { addListener(listener: (message: unknown) => void): void };
}

/**
 * A content script which wxt.config.ts registers, before the hook: the wrapper that WXT puts around its own
 * content scripts brings the polyfill along, 10 kB in every frame, and dispatches an event that a page can hear.
 */
export default defineUnlistedScript(() => {
  // Both browsers have `chrome` here. Firefox makes it when it is first asked for, in 0.7 ms: most documents never need it.
  const runtime = () => (globalThis as unknown as { chrome: { runtime: Runtime } }).chrome.runtime;
  createBridge({
    scope: window,
    drawRealm: () => crypto.getRandomValues(new Uint32Array(3)).join('-'),
    connect: () => runtime().connect({ name: PORT_HOOK }),
    onMessage: (listener) => runtime().onMessage.addListener((message) => void listener(message)),
  });
});
