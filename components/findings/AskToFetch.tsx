import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import styles from './AskToFetch.module.css';

interface AskToFetchProps {
  title: string;
  /** The whole address, so that who agrees knows to what. */
  url: string;
  onAgree: () => void;
  onCancel: () => void;
}

/** Asks before the only request that Handshake makes. */
export function AskToFetch({ title, url, onAgree, onCancel }: AskToFetchProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class={styles.dialog} aria-labelledby={id} onClose={onCancel}>
      <h3 id={id}>{title}</h3>
      <p>{t('findings.askWhat')}</p>
      <code class={styles.url}>{url}</code>
      <p>{t('findings.askLearns')}</p>
      <div class={styles.acts}>
        <Button onClick={onCancel}>{t('findings.cancel')}</Button>
        <Button onClick={onAgree}>{t('findings.fetchNow')}</Button>
      </div>
    </dialog>
  );
}
