import type { ReadonlySignal } from '@preact/signals';
import { type ClaimRow, claimRows, type DecodedJwt, headerRows } from '@/utils/panel/oauth';
import styles from './JwtView.module.css';

/** A JWT in the clear: header and claims, explained. Said not to be verified, for it is only read. */
export function JwtView({ jwt, clock }: { jwt: DecodedJwt; clock: ReadonlySignal<number> }) {
  return (
    <div class={styles.jwt}>
      <p class={styles.note}>
        Read only, not verified: anybody can write such claims. Only the receiver’s check counts.
      </p>
      <ClaimTable caption="Header" rows={headerRows(jwt.header)} />
      <ClaimTable caption="Claims" rows={claimRows(jwt.claims, clock.value)} />
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
              {row.explanation && <p class={styles.explanation}>{row.explanation}</p>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
