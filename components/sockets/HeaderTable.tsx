import { Secret } from '@/components/ui/Secret';
import { t } from '@/utils/i18n';
import type { HandshakeHeader } from '@/utils/panel/handshake-view';
import styles from './HandshakeTab.module.css';

/** Headers with what each is for; those that the browser hides are said to be hidden. */
export function HeaderTable({ label, headers }: { label: string; headers: readonly HandshakeHeader[] }) {
  return (
    <table class={styles.headers} aria-label={label}>
      <tbody>
        {headers.map((header, at) => (
          <tr key={at} class={header.hidden ? styles.hidden : undefined}>
            <th scope="row">{header.name}</th>
            <td colSpan={header.meaning ? 1 : 2}>
              {header.value === undefined ? (
                t('sockets.headerHidden')
              ) : header.secret ? (
                <Secret value={header.value} label={header.name} />
              ) : (
                header.value
              )}
            </td>
            {header.meaning && <td class={styles.meaning}>{header.meaning}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
