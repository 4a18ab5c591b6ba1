import type { FoundBody, FromDevtools, ToDevtools } from './messages';
import { type Port, post } from './port';

/** What the background does for devtools pages. */
export interface DevtoolsHost {
  opened(tabId: number): void;
  found(tabId: number, found: readonly FoundBody[]): void;
}

/** Devtools pages by the tab that they inspect. */
export interface DevtoolsPages {
  serve(port: Port): void;
  inspects(tabId: number): boolean;
  /** Asks the devtools page of a tab. False if there is none. */
  ask(tabId: number, message: ToDevtools): boolean;
}

/** Creates the register of devtools pages. */
export function createDevtoolsPages(host: DevtoolsHost): DevtoolsPages {
  const pages = new Map<Port, number>();
  return {
    serve(port) {
      port.onMessage.addListener((raw) => {
        const message = raw as FromDevtools;
        if (message.type === 'devtools') {
          pages.set(port, message.tabId);
          host.opened(message.tabId);
        }
        const tabId = pages.get(port);
        if (message.type === 'bodies' && tabId !== undefined) host.found(tabId, message.found);
      });
      port.onDisconnect.addListener(() => pages.delete(port));
    },
    inspects: (tabId) => [...pages.values()].includes(tabId),
    ask(tabId, message) {
      const page = [...pages].find(([, inspected]) => inspected === tabId)?.[0];
      if (page) post(page, message);
      return page !== undefined;
    },
  };
}
