import type { PanelStore } from '@/utils/panel';
import type { Decoding } from '@/utils/panel/decoding';
import { urlPattern } from '@/utils/panel/url';
import type { Socket } from '@/utils/websocket/model';
import styles from './FramesTab.module.css';
import { chosenDecoder } from './useDecoding';

/** Which protocol the frames are read as: what was detected, by which rule and how surely, or what one chooses. */
export function DecoderChoice({
  store,
  socket,
  decoding,
}: {
  store: PanelStore;
  socket: Socket;
  decoding: Decoding;
}) {
  const detected = decoding.detected.value;
  const chosen = chosenDecoder(store, socket);

  function choose(id: string) {
    const { [urlPattern(socket.url)]: _, ...others } = store.settings.decoders.value;
    store.settings.set('decoders', id ? { ...others, [urlPattern(socket.url)]: id } : others);
    decoding.choose({ protocol: id || undefined });
  }

  if (!detected) return null;
  const sure = `${Math.round(detected.confidence * 100)} %`;
  return (
    <>
      <label>
        Read as
        <select value={chosen ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">{chosen ? 'as detected' : `${detected.protocol.title} (${sure})`}</option>
          {decoding.protocols.value.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <span class={styles.rule} title={detected.rule}>
        {detected.rule}
      </span>
    </>
  );
}
