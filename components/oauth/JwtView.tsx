import type { ReadonlySignal } from '@preact/signals';
import { t } from '@/utils/i18n';
import type { Token } from '@/utils/oauth/model';
import { type ClaimRow, claimRows, headerRows } from '@/utils/panel/oauth';
import styles from './JwtView.module.css';

/** A JWT in the clear: header and claims, explained. Said not to be verified, for it is only read. */
export function JwtView({
  jwt,
  clock,
}: {
  jwt: Pick<Token, 'header' | 'claims'>;
  clock: ReadonlySignal<number>;
}) {
  return (
    <div class={styles.jwt}>
      <p class={styles.note}>{t('parameters.not_verified')}</p>
      <ClaimTable caption={t('parameters.header')} rows={headerRows(jwt.header ?? {})} />
      {jwt.claims ? (
        <ClaimTable caption={t('parameters.claims')} rows={claimRows(jwt.claims, clock.value)} />
      ) : (
        <p class={styles.explanation}>{t('parameters.encrypted')}</p>
      )}
    </div>
  );
}

function ClaimTable({ caption, rows }: { caption: string; rows: readonly ClaimRow[] }) {
  return (
    <table class={styles.table}>
      <caption>{caption}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <td>
              <code>{row.value}</code>
              {row.time && <span class={styles.time}>{row.time}</span>}
              {row.explanation && (
                <p class={styles.explanation}>
                  {row.explanation} {row.specification}
                </p>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
