import { Button } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import styles from './RecordingList.module.css';

interface SureProps {
  question: string;
  onSure: () => void;
  onKeep: () => void;
}

/** Asks before something is deleted for good. */
export function Sure({ question, onSure, onKeep }: SureProps) {
  return (
    <span class={styles.sure}>
      <span>{question}</span>
      <Button onClick={onSure}>{t('recording.delete')}</Button>
      <Button onClick={onKeep}>{t('recording.keep')}</Button>
    </span>
  );
}
