import type { ResponseBodySeen } from '../session/observations';
import type { FromDevtools, ToDevtools } from './messages';
import { type Port, post } from './port';

/** What the background does for devtools pages. */
export interface DevtoolsHost {
  learned(): ToDevtools;
  body(observation: ResponseBodySeen): void;
}

/** Devtools pages by the tab that they inspect. */
export interface DevtoolsPages {
  serve(port: Port): void;
  inspects(tabId: number): boolean;
  /** Says to all of them what has newly been learned. */
  tellLearned(): void;
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
          post(port, host.learned());
        }
        const tabId = pages.get(port);
        if (message.type !== 'observations' || tabId === undefined) return;
        for (const observation of message.observations) {
          // devtools.network does not say which frame asked.
          if (observation.kind === 'response-body')
            host.body({ ...observation, place: { tabId, frameId: -1 } });
        }
      });
      port.onDisconnect.addListener(() => pages.delete(port));
    },
    inspects: (tabId) => [...pages.values()].includes(tabId),
    tellLearned() {
      for (const port of pages.keys()) post(port, host.learned());
    },
  };
}
