import { useEffect, useState } from 'preact/hooks';
import type { PanelStore } from '@/utils/panel';
import type { Decoding } from '@/utils/panel/decoding';
import { decoderChoice, savedChoice } from '@/utils/panel/saved-decoders';
import type { Socket } from '@/utils/websocket/model';

/** What a user chose for connections like this one, as the decoder takes it. */
export const chosenFor = ({ settings }: PanelStore, socket: Socket) =>
  decoderChoice(savedChoice(settings.decoders.value, socket.url), settings.schemas.value);

/** The decoding of a connection's frames; its code comes with the first connection that is opened. */
export function useDecoding(store: PanelStore, socket: Socket): Decoding | undefined {
  const [decoding, setDecoding] = useState<Decoding>();
  const own = store.settings.userDecoders.value;
  useEffect(() => {
    let current: Decoding | undefined;
    let gone = false;
    import('@/utils/panel/decoding').then(({ createDecoding, openSandbox, startDecodeWorker }) => {
      if (gone) return;
      current = createDecoding({
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
      setDecoding(current);
    });
    return () => {
      gone = true;
      current?.close();
    };
  }, [store, socket.id, own]);
  useEffect(() => decoding?.update(socket));
  return decoding;
}
