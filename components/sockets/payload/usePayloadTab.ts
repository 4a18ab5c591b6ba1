import type { Tab } from '@/components/ui/Tabs';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import type { Decoding } from '@/utils/panel/decoding';
import { bestTab } from '@/utils/panel/payload';
import type { PayloadTab } from '@/utils/panel/view-state';
import type { Frame } from '@/utils/session/frames';

interface PayloadTabOptions {
  store: PanelStore;
  frame: Frame;
  decoding?: Decoding;
  /** Media type, where the payload is a picture. */
  image?: string;
}

/** The forms that a payload has, and the one in front: what was chosen where it fits, else what suits best. */
export function usePayloadTab({ store, frame, decoding, image }: PayloadTabOptions) {
  const chosen = store.view.state.value.payloadTab;
  const protocol = decoding?.detected.value?.protocol.id;
  const reads = decoding?.get(frame.index)?.more === true && protocol !== 'raw';
  // A JSON tree says all that decoded JSON does.
  const best = image ? 'image' : bestTab(frame, reads && protocol !== 'json');
  const isJson = bestTab(frame) === 'json';
  const unfit =
    (chosen === 'json' && !isJson) || (chosen === 'decoded' && !reads) || (chosen === 'image' && !image);
  const tabs: Tab<PayloadTab>[] = [
    ...(reads ? [{ id: 'decoded' as const, label: t('payload.decoded') }] : []),
    ...(image ? [{ id: 'image' as const, label: t('payload.image') }] : []),
    { id: 'text', label: t('payload.text') },
    ...(isJson ? [{ id: 'json' as const, label: t('payload.json') }] : []),
    { id: 'hex', label: t('payload.hex') },
  ];
  return { tab: chosen === 'auto' || unfit ? best : chosen, tabs };
}
