import { useEffect, useState } from 'preact/hooks';
import type { PanelStore } from '@/utils/panel';
import type { DecoderChoice, Decoding } from '@/utils/panel/decoding';
import { urlPattern } from '@/utils/panel/url';
import type { Socket } from '@/utils/websocket/model';

/** The protocol that a user chose for connections like this one. */
export function chosenDecoder(store: PanelStore, socket: Socket): string | undefined {
  const chosen = store.settings.decoders.value;
  const pattern = urlPattern(socket.url);
  return Object.hasOwn(chosen, pattern) ? chosen[pattern] : undefined;
}

const choiceOf = (protocol: string | undefined): DecoderChoice => ({ protocol });

/** The decoding of a connection's frames; its code comes with the first connection that is opened. */
export function useDecoding(store: PanelStore, socket: Socket): Decoding | undefined {
  const [decoding, setDecoding] = useState<Decoding>();
  useEffect(() => {
    let current: Decoding | undefined;
    let gone = false;
    import('@/utils/panel/decoding').then(({ createDecoding, startDecodeWorker }) => {
      if (gone) return;
      current = createDecoding({
        frames: store.frames,
        socket,
        choice: choiceOf(chosenDecoder(store, socket)),
        start: startDecodeWorker,
        after(run, ms) {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
        clock: () => performance.now(),
      });
      setDecoding(current);
    });
    return () => {
      gone = true;
      current?.close();
    };
  }, [store, socket.id]);
  useEffect(() => decoding?.update(socket));
  return decoding;
}
