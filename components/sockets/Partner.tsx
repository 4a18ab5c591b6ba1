import { Button } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import type { Decoding } from '@/utils/panel/decoding';
import { formatDuration } from '@/utils/panel/format';
import type { Frame } from '@/utils/session/frames';

interface PartnerProps {
  store: PanelStore;
  decoding: Decoding;
  frame: Frame;
}

/** From a request to its reply and back, by the protocol's own id, with the time between them. */
export function Partner({ store, decoding, frame }: PartnerProps) {
  decoding.version.value;
  const found = decoding.conversationOf(frame.index);
  const partner = found?.partner === undefined ? undefined : store.frames.get(found.partner);
  if (!found || !partner) return null;
  const { conversation } = found;
  const asks = frame.index === conversation.request;
  const took = formatDuration(Math.abs(partner.at - frame.at));
  return (
    <Button
      title={t(asks ? 'frames.toReply' : 'frames.toRequest', { took, id: conversation.id })}
      onClick={() => store.select({ kind: 'frame', socketId: partner.socketId, seq: partner.seq })}
    >
      {asks ? t('payload.replyAfter', { took }) : t('payload.requestBefore', { took })} {asks ? '↳' : '↰'}
    </Button>
  );
}
