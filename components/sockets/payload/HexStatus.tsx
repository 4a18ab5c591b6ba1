import { CopyButton } from '@/components/ui/CopyButton';
import { t } from '@/utils/i18n';
import { byteValues } from '@/utils/panel/byte-values';
import { formatOffset } from '@/utils/panel/hex';
import { hexOf } from '@/utils/websocket/decoders/bytes';
import styles from './HexView.module.css';

interface HexStatusProps {
  bytes: Uint8Array;
  from?: number;
  /** Not included. */
  to?: number;
  safeBytes: (from: number, to: number) => Promise<Uint8Array | undefined>;
}

/** Where the selected bytes are, how many they are, and the numbers that they would be. */
export function HexStatus({ bytes, from, to, safeBytes }: HexStatusProps) {
  if (from === undefined || to === undefined) {
    return <div class={styles.status}>{t('payload.hexHint')}</div>;
  }
  const values = byteValues(bytes.subarray(from, to));
  return (
    <div class={styles.status} role="status">
      <span>
        {formatOffset(from)} <span class={styles.dim}>({from})</span>
      </span>
      <span>{t('payload.bytesSelected', { count: to - from })}</span>
      {values.map(({ name, little, big }) => (
        <span key={name} title={little === big ? undefined : t('payload.byteOrder', { little, big })}>
          <span class={styles.dim}>{name}</span> {little === big ? little : `${little} / ${big}`}
        </span>
      ))}
      <span class={styles.end}>
        <CopyButton
          label={t('payload.copyBytes')}
          text={async () => {
            const safe = await safeBytes(from, to);
            if (!safe) throw new Error(t('payload.copySecret'));
            return hexOf(safe);
          }}
        />
      </span>
    </div>
  );
}
