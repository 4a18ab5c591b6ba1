import type { ReadonlySignal } from '@preact/signals';
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
      <p class={styles.note}>
        Read only, not verified: anybody can write such claims. Only the receiver’s check counts.
      </p>
      <ClaimTable caption="Header" rows={headerRows(jwt.header ?? {})} />
      {jwt.claims ? (
        <ClaimTable caption="Claims" rows={claimRows(jwt.claims, clock.value)} />
      ) : (
        <p class={styles.explanation}>Its content is encrypted: only its receiver can read the claims.</p>
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
