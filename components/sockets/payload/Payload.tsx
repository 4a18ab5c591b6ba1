import { useMemo, useState } from 'preact/hooks';
import { FindingsAt } from '@/components/findings/FindingsAt';
import { later } from '@/components/ui/later';
import { Tabs } from '@/components/ui/Tabs';
import { framePlaceId } from '@/utils/checks/place';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { copiedFrames, safeSlice } from '@/utils/panel/copied-frames';
import type { Decoding } from '@/utils/panel/decoding';
import { payloadForms } from '@/utils/panel/payload';
import type { Frame } from '@/utils/session/frames';
import type { Socket } from '@/utils/websocket/model';
import styles from './Payload.module.css';
import { PayloadEnd } from './PayloadEnd';
import { PayloadMissing } from './PayloadMissing';
import { TextView } from './TextView';
import { usePayloadTab } from './usePayloadTab';

const JsonTree = later(() => import('./JsonTree').then((module) => module.JsonTree));
const DecodedView = later(() => import('./DecodedView').then((module) => module.DecodedView));
const HexView = later(() => import('./HexView').then((module) => module.HexView));
const ImageView = later(() => import('./ImageView').then((module) => module.ImageView));

interface PayloadProps {
  store: PanelStore;
  socket: Socket;
  frame: Frame;
  decoding?: Decoding;
  /** The filter leaves it out of the list. */
  hidden: boolean;
  onNote: () => void;
}

/** The payload of one frame, as what it means, text, JSON tree, picture or bytes. */
export function Payload({ store, socket, frame, decoding, hidden, onNote }: PayloadProps) {
  const [secrets, setSecrets] = useState(false);
  decoding?.version.value;
  // Of a payload of a hundred megabytes each form is made once, and when it is looked at.
  const whole = useMemo(() => payloadForms(frame), [frame.index, frame.missing]);
  const { tab, tabs } = usePayloadTab({ store, frame: whole.frame, decoding, image: whole.image });
  const decoded = tab === 'decoded' ? decoding?.detail(frame.index) : undefined;
  const held = frame.missing === undefined;
  const safeText = () => copiedFrames(store, socket, [frame.seq], 'text', secrets);

  return (
    <section class={styles.payload} aria-label={t('payload.label')}>
      <FindingsAt
        findings={store.findings}
        ids={[framePlaceId(frame.socketId, frame.seq)]}
        onOpen={store.showFinding}
      />
      <Tabs
        label={t('payload.tabsLabel')}
        tabs={tabs}
        selected={tab}
        onSelect={(payloadTab) => store.view.show({ payloadTab })}
        panelClass={styles.panel}
        end={
          <PayloadEnd
            {...{ store, socket, frame, decoding, secrets, onNote }}
            onSecrets={setSecrets}
            form={tab === 'hex' ? 'hex' : 'text'}
          />
        }
      >
        {hidden && <p class={styles.hiddenNote}>{t('payload.filteredOut')}</p>}
        <PayloadMissing frame={whole.frame} />
        {decoded && <DecodedView message={decoded} />}
        {held && tab === 'text' && <TextView text={whole.text()} />}
        {held && tab === 'json' && <JsonTree text={whole.text()} safeText={safeText} />}
        {held && tab === 'image' && whole.image && <ImageView bytes={whole.bytes()} type={whole.image} />}
        {held && tab === 'hex' && (
          <HexView
            bytes={whole.bytes()}
            safeBytes={(from, to) => safeSlice(store, socket, frame, [from, to], secrets)}
          />
        )}
      </Tabs>
    </section>
  );
}
