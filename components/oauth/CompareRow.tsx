import { t } from '@/utils/i18n';
import type { ComparedRow, FactRow } from '@/utils/panel/oauth';
import { Secret } from '../ui/Secret';
import styles from './CompareTable.module.css';

/** The sign before what differs; its word is read out. */
export function DifferenceMark({ said }: { said: string }) {
  return (
    <span class={styles.mark} title={said}>
      <span aria-hidden="true">≠</span>
      <span class="visually-hidden">{said}: </span>
    </span>
  );
}

/** One fact of both flows. */
export function CompareFact({ fact }: { fact: FactRow }) {
  return (
    <tr data-differs={fact.differs || undefined}>
      <th scope="row">
        {fact.differs && <DifferenceMark said={t('oauth.compare_changed')} />}
        {fact.name}
      </th>
      <td>{fact.a ?? <Absent />}</td>
      <td>{fact.b ?? <Absent />}</td>
    </tr>
  );
}

/** One parameter of both messages, with what it is where it differs. */
export function CompareRow({ row }: { row: ComparedRow }) {
  const value = (text: string | undefined) => {
    if (text === undefined) return <Absent />;
    return row.secret ? <Secret value={text} label={row.name} /> : <code>{text}</code>;
  };
  return (
    <tr class={styles.parameter} data-differs={row.differs || undefined}>
      <th scope="row" title={row.meaning}>
        {row.differs && <DifferenceMark said={row.said} />}
        <code>{row.name}</code>
        <span class={styles.said}>
          {row.way}
          {row.mark !== 'same' && row.mark !== 'changed' && ` · ${row.said}`}
        </span>
      </th>
      <td>{value(row.a)}</td>
      <td>{value(row.b)}</td>
    </tr>
  );
}

const Absent = () => <span class={styles.absent}>{t('oauth.compare_absent')}</span>;
