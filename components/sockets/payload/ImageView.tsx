import { useEffect, useState } from 'preact/hooks';
import { t } from '@/utils/i18n';
import { formatBytes } from '@/utils/panel/format';
import styles from './Payload.module.css';

/** A payload that is a picture. As an <img> it can neither run nor load anything. */
export function ImageView({ bytes, type }: { bytes: Uint8Array; type: string }) {
  const [url, setUrl] = useState<string>();
  const [size, setSize] = useState<string>();
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
    setUrl(made);
    setBroken(false);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <div class={styles.picture} tabIndex={0}>
      <p class={styles.facts}>
        {broken
          ? t('payload.imageBroken', { type })
          : [type, size, formatBytes(bytes.length)].filter(Boolean).join(' · ')}
      </p>
      {url && !broken && (
        <img
          src={url}
          alt={t('payload.imageLabel')}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setSize(`${naturalWidth} × ${naturalHeight}`)
          }
          onError={() => setBroken(true)}
        />
      )}
    </div>
  );
}
