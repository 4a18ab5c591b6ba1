import { t } from '@/utils/i18n';
import { type Exported, receiptSums } from '@/utils/panel/export';
import { formatBytes, formatCount } from '@/utils/panel/format';
import styles from './Receipt.module.css';

/** What was saved, and what was redacted in it how often. */
export function Receipt({ exported: { name, blob, level, receipt } }: { exported: Exported }) {
  const sums = receiptSums(receipt);
  const count = sums.reduce((sum, line) => sum + line.count, 0);
  return (
    <section class={styles.receipt} aria-label={t('session.receipt')} role="status">
      <p class={styles.name}>
        {name} · {formatBytes(blob.size)}
      </p>
      {level === 'none' ? (
        <p>{t('session.receiptNone')}</p>
      ) : sums.length === 0 ? (
        <p>{t('session.receiptEmpty')}</p>
      ) : (
        <>
          <p>{t('session.receiptCount', { count })}</p>
          <table class={styles.sums}>
            <thead>
              <tr>
                <th scope="col">{t('session.what')}</th>
                <th scope="col">{t('session.times')}</th>
                <th scope="col">{t('session.where')}</th>
              </tr>
            </thead>
            <tbody>
              {sums.map((line) => (
                <tr key={line.what}>
                  <th scope="row">{line.what}</th>
                  <td>{formatCount(line.count)}</td>
                  <td>{line.where.join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
