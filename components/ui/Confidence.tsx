import type { Confidence as Value } from '@/utils/oauth/model';
import styles from './Confidence.module.css';

const WORDS: Record<Value, { word: string; why: string }> = {
  proved: { word: 'proved', why: 'Shown by bytes that were observed' },
  inferred: { word: 'inferred', why: 'Follows from what was observed, but no single byte shows it' },
  'cannot-see': { word: 'cannot be seen', why: 'A browser does not show this to an extension' },
};

/** How a statement is known, by word and by the kind of its border. */
export function Confidence({ of }: { of: Value }) {
  const { word, why } = WORDS[of];
  return (
    <span class={styles.mark} data-confidence={of} title={why}>
      {word}
    </span>
  );
}
