import { bag } from './engine';
import type { Natives } from './natives';
import { ACK, ASK, BATCH, type FromHook, HELLO, KIN, MEET, UNWATCH, WATCH } from './wire';

export type Channel = NonNullable<ReturnType<typeof meetBridge>>;

/** What the bridge may want. */
interface Wanted {
  watch(): void;
  unwatch(): void;
  ack(): void;
}

/**
 * Meets the bridge, which runs before us and waits on `document`: a synchronous event, before any page script
 * exists, carries a fresh EventTarget as its `relatedTarget`. From then on two worlds hold a node that no
 * script of the page can reach, and all that they say to each other is events on it.
 *
 * @returns undefined where no bridge answered: it is not there, or has met a hook in this document before
 */
export function meetBridge(natives: Natives, document: Document) {
  const node = natives.privateNode();
  let kin: EventTarget | null = null;

  function hear(type: string, act: (event: Event) => void): void {
    natives.listen(node, type, (event) => {
      try {
        act(event);
      } catch {
        // The page must not hear of it.
      }
    });
  }

  hear(KIN, (event) => {
    kin = natives.relatedTarget(event as FocusEvent);
  });
  if (natives.dispatch(document, natives.meeting(MEET, node))) return undefined;
  return {
    /** What the hooks of all same-origin documents have in common: `own`, where we are the first of them. */
    share<T>(own: T): T {
      const answer: { shared?: T } = bag({});
      if (kin) natives.dispatch(kin, natives.say(ASK, answer));
      const shared = answer.shared ?? own;
      hear(ASK, (event) => {
        (natives.messageData(event as MessageEvent) as { shared: T }).shared = shared;
      });
      return shared;
    },
    listen(wanted: Wanted): void {
      hear(WATCH, wanted.watch);
      hear(UNWATCH, wanted.unwatch);
      hear(ACK, wanted.ack);
    },
    /** There is something to tell. */
    greet: () => natives.dispatch(node, natives.say(HELLO)),
    /** The bridge has taken it when this returns: in Firefox it looks into our world, in Chrome it gets a clone. */
    send: (message: FromHook) => natives.dispatch(node, natives.say(BATCH, message)),
  };
}
