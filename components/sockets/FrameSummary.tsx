import { FindingBadge } from '@/components/findings/FindingBadge';
import { framePlaceId } from '@/utils/checks/place';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import type { Decoding, Said } from '@/utils/panel/decoding';
import { summarise, visible } from '@/utils/panel/summary';
import type { Frame } from '@/utils/session/frames';
import styles from './FramesTab.module.css';
import { PairMark } from './PairMark';

interface FrameSummaryProps {
  store: PanelStore;
  frame: Frame;
  decoding?: Decoding;
  note?: string;
  pinned?: boolean;
  /** The connection has ended: what is not answered now never will be. */
  ended: boolean;
  /** With the way to its request or reply. */
  pairs?: boolean;
}

/** What a frame says in one line, with what the user noted and the way to its request or reply. */
export function FrameSummary({
  store,
  frame,
  decoding,
  note,
  pinned,
  ended,
  pairs = true,
}: FrameSummaryProps) {
  const summary = lineOf(store, frame, decoding?.get(frame.index));
  return (
    <>
      <FindingBadge findings={store.findings} id={framePlaceId(frame.socketId, frame.seq)} worthKnowing />
      {pinned && (
        <span class={styles.pinned} role="img" aria-label={t('frames.pinned')} title={t('frames.pinned')}>
          ◆
        </span>
      )}
      {note && (
        <span class={styles.note} title={note}>
          {visible(note)}
        </span>
      )}
      {frame.truncated && (
        <span class={styles.cut} title={t('frames.cutHint')}>
          {t('frames.cut')}
        </span>
      )}
      <span class={styles.summary} data-kind={summary.kind} title={summary.text}>
        {summary.text}
      </span>
      {decoding && pairs && <PairMark store={store} decoding={decoding} frame={frame} ended={ended} />}
    </>
  );
}

/** A decoded line where it was decoded into one; the payload's own beginning else. */
export function lineOf(
  store: PanelStore,
  frame: Frame,
  decoded: Said | undefined,
): { kind: string; text: string } {
  if (!decoded || frame.missing || frame.size === 0 || decoded.kind === 'not decoded')
    return summarise(frame, (bytes) => store.frames.head(frame.index, bytes));
  return { kind: decoded.error ? 'error' : 'decoded', text: visible(decoded.summary) };
}
