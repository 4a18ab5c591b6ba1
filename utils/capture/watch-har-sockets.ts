import type { Session } from '../session/model';
import type { ToPanel } from '../transport/messages';
import type { PanelPort } from '../transport/panel-port';
import { acceptOf, createHarSockets, type HarSocketEntry } from './har-sockets';
import { createListingWeight } from './listing-weight';
import { createSharedWorkers } from './shared-workers';

/** How often a listing is asked for while a connection that no hook reported is open, and otherwise (ms). */
const LIVE = 1_000;
const IDLE = 15_000;

/** A listing may take this part of the time at most: it has every message of every socket. */
const SHARE = 0.04;

/** Time for a page to clean its address after a response whose body is still to be read (ms). */
const UNSETTLED = 1_000;

/** Time for a handshake to be joined to the connection that a hook has reported (ms). */
const UNJOINED = 5_000;

/** How many times in a row a listing is put off for that. */
const MOST_PUT_OFF = 10;

export interface HarSocketsOptions {
  network: { getHAR(callback: (har: { entries: readonly HarSocketEntry[] }) => void): void };
  /** `runtime.getURL('/')`. */
  base: string;
  tabId: number;
  /** What the panel knows. */
  session(): Session;
  later(callback: () => void, delay: number): void;
  now(): number;
}

/** Looking for connections that only a listing of DevTools' shows. */
export interface Listing {
  /**
   * Told the number of messages that a listing would hold, where that is too many to be asked for unasked, and
   * `undefined` once it is not. Gives back the unsubscribe.
   */
  onPutOff(listener: (messages: number | undefined) => void): () => void;
  /** Asks for a listing all the same. */
  look(): void;
}

/**
 * A panel's port with, among what comes from it, the connections that no page hook can reach (workers', in Chrome):
 * read from `devtools.network` for as long as the panel is there. A listing makes DevTools forget, at the page's next
 * change of address, all that it has listed: so none is asked for while a response whose body is wanted is under way
 * or fresh. With a million messages a listing stops the panel for seconds: so none of that size is asked for on the
 * off-chance, but only while a connection is known whose frames nothing else shows, or when someone asks.
 */
export function withHarSockets(
  port: PanelPort,
  options: HarSocketsOptions,
): PanelPort & { listing: Listing } {
  const { network, session, later, now } = options;
  const sockets = createHarSockets(options.base);
  const sharedWorkers = createSharedWorkers();
  const weight = createListingWeight(options.tabId);
  const listeners = new Set<(message: ToPanel) => void>();
  const waiting = new Set<(messages: number | undefined) => void>();
  let closed = false;
  let putOff = 0;
  let asked = false;
  /** Messages of the listing that is not asked for. */
  let spared: number | undefined;

  function spare(messages: number | undefined): void {
    if (messages === spared) return;
    spared = messages;
    for (const listener of waiting) listener(messages);
  }

  function look(): void {
    if (closed) return;
    if (weight.heavy && !asked && sockets.open === 0 && !hasUnseen(session())) {
      spare(weight.messages);
      later(look, LIVE);
      return;
    }
    // A page that calls its API all the time has always a fresh one.
    if (hasFreshExchange(session(), now()) && putOff++ < MOST_PUT_OFF) {
      later(look, LIVE);
      return;
    }
    putOff = 0;
    const wasAsked = asked;
    asked = false;
    spare(undefined);
    const began = now();
    network.getHAR(({ entries }) => {
      const rest = (now() - began) / SHARE;
      weight.listed(entries);
      // Only now: what the hook reported while the listing was made is known too.
      const known = session();
      const knownBy = knownIn(known);
      const awaited = awaitedIn(known, now());
      const settled = entries.filter(
        ({ request, response }) =>
          !awaited.has(request.url) || knownBy(acceptOf(response.headers) ?? '')?.source !== undefined,
      );
      const observations = [...sockets.read(settled, knownBy, now()), ...sharedWorkers.read(entries)];
      if (observations.length > 0)
        for (const listener of listeners) listener({ type: 'observations', observations });
      // Who asked and was too early is to be offered it again soon.
      const live = sockets.open > 0 || awaited.size > 0 || hasUnseen(known) || wasAsked;
      wait(Math.max(rest, live ? LIVE : IDLE));
    });
  }

  /** Waits, unless a connection that no hook reported appears: the handshake tells of most. */
  function wait(delay: number): void {
    later(
      () => (delay <= LIVE || asked || hasUnseen(session()) ? look() : wait(delay - LIVE)),
      Math.min(delay, LIVE),
    );
  }

  wait(LIVE);
  return {
    onState: port.onState,
    subscribe(listener) {
      const stop = port.subscribe((message) => {
        weight.heard(message.observations, message.type === 'journal');
        // A session that begins anew is told all of it again.
        if (message.type === 'journal') {
          sockets.restart();
          sharedWorkers.restart();
        }
        listener(message);
      });
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
    listing: {
      onPutOff(listener) {
        listener(spared);
        waiting.add(listener);
        return () => waiting.delete(listener);
      },
      look() {
        asked = true;
        spare(undefined);
      },
    },
    mark: port.mark,
    clear: port.clear,
    close() {
      closed = true;
      port.close();
    },
  };
}

/** Whether a response is under way, or has just come, whose body DevTools will be asked for. */
function hasFreshExchange({ exchanges }: Session, now: number): boolean {
  return [...exchanges.values()].some(
    ({ type, responseBody, endedAt, startedAt }) =>
      type === 'xmlhttprequest' &&
      !responseBody &&
      now - (endedAt ?? startedAt) < UNSETTLED * (endedAt ? 1 : 10),
  );
}

function hasUnseen({ sockets }: Session): boolean {
  return sockets.some(
    (socket) =>
      (socket.unseenReason === 'stream' || !isHooked(socket)) &&
      !socket.source &&
      socket.state.phase === 'open',
  );
}

/** A WebSocketStream's life is the hook's, though its frames are DevTools': it is not to be there twice. */
function isHooked({ framesVisible, source, unseenReason }: Session['sockets'][number]): boolean {
  return unseenReason === 'stream' || (framesVisible && !source);
}

/**
 * Where hooked connections go whose handshake is not known yet: it may be any of those listed with this address.
 * Where webRequest shows none, the wait ends.
 */
function awaitedIn({ sockets }: Session, now: number): ReadonlySet<string> {
  const waiting = sockets.filter(
    ({ framesVisible, source, handshake, createdAt }) =>
      framesVisible && !source && !acceptOf(handshake?.responseHeaders) && now - createdAt < UNJOINED,
  );
  return new Set(waiting.map(({ url }) => url));
}

function knownIn({ sockets }: Session) {
  const known = new Map(
    sockets.flatMap((socket) => {
      const { handshake, place } = socket;
      const accept = acceptOf(handshake?.responseHeaders);
      if (!accept) return [];
      const stream = socket.api === 'WebSocketStream' && !socket.source ? socket.id : undefined;
      return [[accept, { place, hooked: isHooked(socket), source: socket.source, stream }] as const];
    }),
  );
  return (accept: string) => known.get(accept);
}
