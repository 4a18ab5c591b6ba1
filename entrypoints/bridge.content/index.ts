import { defineContentScript } from 'wxt/utils/define-content-script';
import { type BackgroundPort, createBridge } from '@/utils/transport/bridge';
import { PORT_HOOK } from '@/utils/transport/messages';

export default defineContentScript({
  matches: ['<all_urls>'],
  runAt: 'document_start',
  allFrames: true,
  matchAboutBlank: true,
  matchOriginAsFallback: true,
  noScriptStartedPostMessage: true,
  main() {
    // Both browsers have `chrome` here; a polyfill would cost every frame 10 kB.
    const { runtime } = (globalThis as unknown as { chrome: ChromeLike }).chrome;
    createBridge({
      scope: window,
      realm: crypto.getRandomValues(new Uint32Array(3)).join('-'),
      connect: () => runtime.connect({ name: PORT_HOOK }),
      onMessage: (listener) => runtime.onMessage.addListener((message) => void listener(message)),
    });
  },
});

interface ChromeLike {
  runtime: {
    connect(info: { name: string }): BackgroundPort;
    onMessage: { addListener(listener: (message: unknown) => void): void };
  };
}
