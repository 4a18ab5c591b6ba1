import { IconButton } from '@/components/ui/Button';
import { formatBytes, formatCount, formatPlural } from '@/utils/panel/format';
import { receiptSums, type SessionText } from '@/utils/panel/session-file';
import styles from './Receipt.module.css';

interface ReceiptProps {
  text?: SessionText;
  failure?: string;
  onClose: () => void;
}

/** What was saved, and what was redacted in it how often. */
export function Receipt({ text, failure, onClose }: ReceiptProps) {
  return (
    <section class={styles.receipt} aria-label="Export" role="status">
      <header class={styles.head}>
        <h3>{text ? 'Session saved' : 'The session was not saved'}</h3>
        <IconButton icon="close" label="Close the receipt" onClick={onClose} />
      </header>
      {failure && <p>{failure}</p>}
      {text && <Saved text={text} />}
    </section>
  );
}

function Saved({ text: { name, parts, receipt } }: { text: SessionText }) {
  const sums = receiptSums(receipt);
  const all = sums.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <p class={styles.name}>
        {name} · {formatBytes(parts.reduce((sum, part) => sum + part.length, 0))}
      </p>
      {sums.length === 0 ? (
        <p>It held no credentials and no personal data that had to be redacted.</p>
      ) : (
        <>
          <p>{formatPlural(all, 'value')} redacted; the same secret has the same mark all over the file.</p>
          <div class={styles.scroll}>
            <table class={styles.sums}>
              <tbody>
                {sums.map(({ what, where, count }) => (
                  <tr key={what}>
                    <th scope="row">{what}</th>
                    <td>{formatCount(count)}</td>
                    <td>{where.join(', ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </>
  );
}
