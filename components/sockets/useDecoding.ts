import { effect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { PanelStore } from '@/utils/panel';
import type { Decoding } from '@/utils/panel/decoding';
import { decoderChoice, type SavedChoice, savedChoice } from '@/utils/panel/saved-decoders';
import type { Socket, SocketId } from '@/utils/websocket/model';

/** What a user chose for connections like this one, as the decoder takes it. */
const chosenFor = ({ settings }: PanelStore, socket: Socket) =>
  decoderChoice(savedChoice(settings.decoders.value, socket.url), settings.schemas.value);

interface Kept {
  store: PanelStore;
  socket: SocketId;
  own: unknown;
  choice: SavedChoice;
  decoding: Decoding;
}

/** Connections whose decoding goes on when one looks elsewhere and back, the last one looked at first. */
const MOST = 2;
let kept: readonly Kept[] = [];

/** What is still wanted of what is kept, the others ended. */
function keep(next: readonly Kept[]): void {
  for (const { decoding } of kept) if (!next.some((one) => one.decoding === decoding)) decoding.close();
  kept = next;
}

/** Those that are drawn: what they let go they let go by themselves. */
const drawn = new Set<Decoding>();

/** What was read of frames that were cleared goes with them, and with a file that is closed all of it. */
function forgetCleared(store: PanelStore): void {
  const isHeld = (one: Kept) =>
    one.store !== store ||
    drawn.has(one.decoding) ||
    (!store.closed.peek() && store.frames.of(one.socket).length > 0);
  if (!kept.every(isHeld)) keep(kept.filter(isHeld));
}

/** Stores whose clearing is looked out for. */
const watched = new WeakSet<PanelStore>();

function watch(store: PanelStore): void {
  if (watched.has(store)) return;
  watched.add(store);
  effect(() => {
    store.version.value;
    store.closed.value;
    forgetCleared(store);
  });
}

/** Has the frames read as the settings say by now. */
export function choose(store: PanelStore, socket: Socket, decoding: Decoding): void {
  const choice = savedChoice(store.settings.decoders.peek(), socket.url);
  kept = kept.map((one) => (one.decoding === decoding ? { ...one, choice } : one));
  decoding.choose(chosenFor(store, socket));
}

async function decodingOf(store: PanelStore, socket: Socket): Promise<Decoding> {
  const own = store.settings.userDecoders.peek();
  const { createDecoding, openSandbox, startDecodeWorker } = await import('@/utils/panel/decoding');
  const others = kept.filter((one) => one.store === store && one.own === own);
  const choice = savedChoice(store.settings.decoders.peek(), socket.url);
  const known = others.find((one) => one.socket === socket.id);
  if (known) {
    // What another connection of its kind was told holds for it too.
    if (known.choice !== choice) known.decoding.choose(chosenFor(store, socket));
    keep([{ ...known, choice }, ...others.filter((one) => one !== known)]);
    return known.decoding;
  }
  const decoding = createDecoding({
    frames: store.frames,
    socket,
    choice: chosenFor(store, socket),
    start: startDecodeWorker,
    startUsers: () => (own.length > 0 ? openSandbox(own) : undefined),
    after(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    clock: () => performance.now(),
  });
  keep([{ store, socket: socket.id, own, choice, decoding }, ...others.slice(0, MOST - 1)]);
  return decoding;
}

/** The decoding of a connection's frames; its code comes with the first connection that is opened. */
export function useDecoding(store: PanelStore, socket: Socket): Decoding | undefined {
  const [found, setFound] = useState<{ of: string; decoding: Decoding }>();
  const own = store.settings.userDecoders.value;
  useEffect(() => {
    let gone = false;
    let shown: Decoding | undefined;
    watch(store);
    decodingOf(store, socket).then((decoding) => {
      if (gone) return forgetCleared(store);
      shown = decoding;
      drawn.add(decoding);
      setFound({ of: socket.id, decoding });
    });
    return () => {
      gone = true;
      if (shown) drawn.delete(shown);
      forgetCleared(store);
      setFound(undefined);
    };
  }, [store, socket.id, own]);
  const decoding = found?.of === socket.id ? found.decoding : undefined;
  useEffect(() => decoding?.update(socket));
  return decoding;
}
