import { t } from '@/utils/i18n';
import { formatBytes } from '@/utils/panel/format';
import type { Frame } from '@/utils/session/frames';
import styles from './Payload.module.css';

/** Why a payload is not there, or not whole. */
export function PayloadMissing({ frame }: { frame: Frame }) {
  const why = whyMissing(frame);
  return why ? <p class={styles.note}>{why}</p> : null;
}

function whyMissing({ missing, payload, truncated, size }: Frame): string | undefined {
  if (missing === 'pending') return t('payload.pending');
  if (missing === 'unreadable') return t('payload.unreadable');
  if (payload === undefined) return t('payload.notKept');
  return truncated ? t('payload.truncated', { size: formatBytes(size) }) : undefined;
}
