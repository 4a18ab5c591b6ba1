import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { conversationState } from '@/utils/panel/conversations';
import type { Decoding } from '@/utils/panel/decoding';
import { formatDuration } from '@/utils/panel/format';
import type { Frame } from '@/utils/session/frames';
import styles from './FramesTab.module.css';

interface PairMarkProps {
  store: PanelStore;
  decoding: Decoding;
  frame: Frame;
  ended: boolean;
}

/** At the end of a row: the way from a request to its reply and back with the time between, or that none came. */
export function PairMark({ store, decoding, frame, ended }: PairMarkProps) {
  const found = decoding.conversationOf(frame.index);
  if (!found) return null;
  const { conversation } = found;
  const asks = frame.index === conversation.request;
  const partner = found.partner === undefined ? undefined : store.frames.get(found.partner);
  if (partner) {
    const took = formatDuration(Math.abs(partner.at - frame.at));
    const label = t(asks ? 'frames.toReply' : 'frames.toRequest', { took, id: conversation.id });
    return (
      <button
        type="button"
        class={styles.pair}
        tabIndex={-1}
        aria-label={label}
        title={label}
        onPointerDown={(event) => event.stopPropagation()}
        onClick={() => store.select({ kind: 'frame', socketId: partner.socketId, seq: partner.seq })}
      >
        {asks ? '↳' : '↰'} {took}
      </button>
    );
  }
  if (!asks) return null;
  const state = conversationState(conversation, ended);
  if (state !== 'waiting' && state !== 'unanswered') return null;
  return (
    <span class={styles.unanswered} data-state={state}>
      {t(state === 'waiting' ? 'frames.waiting' : 'frames.unanswered')}
    </span>
  );
}
