import { t } from '@/utils/i18n';
import type { Parameter, StepKind } from '@/utils/oauth/model';
import { decodeJwt, parameterRows } from '@/utils/panel/oauth';
import { Secret } from '../ui/Secret';
import { JwtView } from './JwtView';
import styles from './ParameterTable.module.css';
import type { OAuthView } from './view';

interface ParameterTableProps {
  caption: string;
  parameters: readonly Parameter[];
  step: StepKind;
  clock: OAuthView['clock'];
}

/** Parameters with what each is, what it was here, and which specification says so. */
export function ParameterTable({ caption, parameters, step, clock }: ParameterTableProps) {
  const rows = parameterRows(parameters, step);
  if (!rows.length) return null;
  return (
    <table class={styles.table}>
      <caption>{caption}</caption>
      <colgroup>
        <col class={styles.names} />
        <col />
      </colgroup>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{t('parameters.name')}</th>
          <th scope="col">{t('parameters.value')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const jwt = decodeJwt(row.value);
          return (
            <tr key={row.key}>
              <th scope="row">
                {row.name}
                <span class={styles.place}>{row.place}</span>
              </th>
              <td>
                {row.secret ? (
                  <Secret value={row.value} label={row.name} />
                ) : (
                  <code class={styles.value}>{row.value}</code>
                )}
                {row.here && <p class={styles.here}>{t('parameters.here', { meaning: row.here })}</p>}
                <p class={styles.meaning}>
                  {row.title && <span class={styles.title}>{row.title}. </span>}
                  {row.meaning}
                  {row.specification && <span class={styles.specification}> {row.specification}</span>}
                </p>
                {jwt && (
                  <details class={styles.jwt}>
                    <summary>{t('parameters.decoded_jwt')}</summary>
                    <JwtView jwt={jwt} clock={clock} />
                  </details>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
