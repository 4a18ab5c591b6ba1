import type { Marionette } from './marionette.ts';
import { bindMainThread, mainThreadTime } from './thread-time.ts';
import type { Costs } from './types.ts';

/** A page's costs as Firefox accounts them. */
export function firefoxCosts(marionette: Marionette, window: string): Costs {
  const chrome = { context: 'chrome', window } as const;
  return {
    async mainThread(run, processor) {
      const pid = await marionette.run(chrome, contentProcess);
      if (processor !== undefined) bindMainThread(pid, processor);
      const before = mainThreadTime(pid);
      await run();
      return mainThreadTime(pid) - before;
    },
    memory: () => marionette.run(chrome, memoryOfTab),
  };
}

// The following run in Firefox's parent process, whose globals carry no types here.
interface SelectedBrowser {
  browsingContext: { currentWindowGlobal: { osPid: number } };
  messageManager: {
    addMessageListener(name: string, listener: (message: { data: number }) => void): void;
    removeMessageListener(name: string, listener: (message: { data: number }) => void): void;
    loadFrameScript(url: string, delayed: boolean): void;
  };
}

function contentProcess(): number {
  const { gBrowser } = globalThis as unknown as { gBrowser: { selectedBrowser: SelectedBrowser } };
  return gBrowser.selectedBrowser.browsingContext.currentWindowGlobal.osPid;
}

/** In the content process: only there can a document be weighed. */
function memoryOfTab(): Promise<number> {
  const { gBrowser } = globalThis as unknown as { gBrowser: { selectedBrowser: SelectedBrowser } };
  const { messageManager } = gBrowser.selectedBrowser;
  const name = `handshake:memory:${Math.random()}`;
  const script = `{
    const manager = Cc['@mozilla.org/memory-reporter-manager;1'].getService(Ci.nsIMemoryReporterManager);
    manager.minimizeMemoryUsage(() => {
      const total = {};
      manager.sizeOfTab(content, {}, {}, {}, {}, {}, {}, total, {}, {});
      sendAsyncMessage(${JSON.stringify(name)}, total.value);
    });
  }`;
  return new Promise((resolve) => {
    const listener = ({ data }: { data: number }) => {
      messageManager.removeMessageListener(name, listener);
      resolve(data);
    };
    messageManager.addMessageListener(name, listener);
    messageManager.loadFrameScript(`data:application/javascript,${encodeURIComponent(script)}`, false);
  });
}
