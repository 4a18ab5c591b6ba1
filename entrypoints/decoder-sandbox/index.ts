import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { userProgram } from '@/utils/panel/decoding/user/program';

/**
 * The script of decoder-sandbox.html, a page without an origin: starts a worker for each module that the panel sends. The page
 * itself runs none of them, for it has a document, which can navigate.
 */
export default defineUnlistedScript(() => {
  addEventListener(
    'message',
    ({ source, data, ports }: MessageEvent<string[]>) => {
      if (source !== parent) return;
      const program = URL.createObjectURL(new Blob([`(${userProgram})()`], { type: 'text/javascript' }));
      data.forEach((module, at) => {
        // Chromium starts no module worker from a blob without an origin.
        new Worker(program).postMessage(module, [ports[at]!]);
      });
    },
    { once: true },
  );
});
