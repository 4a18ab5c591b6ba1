import type { ToPage } from '../transport/messages';
import { bag } from './engine';
import type { Natives } from './natives';
import { ASK, BATCH, type FromHook, HELLO, KIN, MEET } from './wire';

export type Channel = ReturnType<typeof meetBridge>;

/**
 * Meets the bridge, which runs before us and waits on `document`: a synchronous event, before any page script
 * exists, carries a fresh EventTarget as its `relatedTarget`. From then on two worlds hold a node that no
 * script of the page can reach; the MessagePort is handed over on it when there is something to say.
 *
 * @returns undefined where no bridge answered: it is not there, or has met a hook in this document before
 */
export function meetBridge(natives: Natives, document: Document) {
  const node = natives.privateNode();
  let kin: EventTarget | null = null;
  natives.listen(node, KIN, (event) => {
    kin = natives.relatedTarget(event as MouseEvent);
  });
  const meeting = natives.mouseEvent(MEET, { cancelable: true, relatedTarget: node });
  if (natives.dispatch(document, meeting)) return undefined;
  let near: MessagePort | undefined;
  return {
    /** What the hooks of all same-origin documents have in common: `own`, where we are the first of them. */
    share<T>(own: T): T {
      const answer: { shared?: T } = bag({});
      if (kin) natives.dispatch(kin, natives.ask(ASK, answer));
      const shared = answer.shared ?? own;
      natives.listen(node, ASK, (event) => {
        (natives.detail(event as CustomEvent) as { shared: T }).shared = shared;
      });
      return shared;
    },
    get open() {
      return near !== undefined;
    },
    connect(receive: (message: ToPage) => void): void {
      const channel = natives.channel();
      near = channel.near;
      natives.listen(near, 'message', (event) => {
        try {
          receive(natives.messageData(event as MessageEvent) as ToPage);
        } catch {
          // The page must not hear of it.
        }
      });
      natives.start(near);
      natives.dispatch(node, natives.portEvent(HELLO, channel.far));
    },
    send(message: FromHook): void {
      if (!near) return;
      const buffers = natives.list<ArrayBuffer>();
      if (message.type === 'batch') {
        if (import.meta.env.FIREFOX) {
          natives.dispatch(node, natives.ask(BATCH, message));
          return;
        }
        for (let i = 0; i < message.items.length; i++) {
          const item = message.items[i]!;
          if (item.kind === 'socket-frames' && item.bytes) buffers[buffers.length] = item.bytes;
        }
      }
      natives.post(near, message, buffers);
    },
  };
}
