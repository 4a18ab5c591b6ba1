import { useId, useState } from 'preact/hooks';
import { t } from '@/utils/i18n';
import type { Flow } from '@/utils/oauth/model';
import { comparisonView, flowOption, grantName, partnersOf } from '@/utils/panel/oauth';
import styles from './CompareTab.module.css';
import { CompareTable } from './CompareTable';
import type { OAuthView } from './view';

/** This flow beside another one, at first the one that tells most: where they part, and all that differs. */
export function CompareTab({ view, flow }: { view: OAuthView; flow: Flow }) {
  const [chosen, setChosen] = useState<string>();
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const select = useId();
  const partners = partnersOf(flow, view.session.flows);
  const other = partners.find(({ id }) => id === chosen) ?? partners[0];
  if (!other) return <p class={styles.none}>{t('oauth.compare_none')}</p>;
  const comparison = comparisonView(flow, other, view.session);
  return (
    <div class={styles.compare}>
      <div class={styles.bar}>
        <label for={select}>{t('oauth.compare_with')}</label>
        <select id={select} value={other.id} onChange={(event) => setChosen(event.currentTarget.value)}>
          {partners.map((partner) => (
            <option key={partner.id} value={partner.id}>
              {flowOption(partner, grantName(partner))}
            </option>
          ))}
        </select>
        <label class={styles.toggle}>
          <input
            type="checkbox"
            checked={onlyDifferent}
            onChange={(event) => setOnlyDifferent(event.currentTarget.checked)}
          />
          {t('oauth.compare_only')}
        </label>
      </div>
      <p class={styles.statement} role="status">
        {comparison.statement.join(' ')}
      </p>
      <CompareTable
        comparison={comparison}
        flows={[flow, other]}
        onlyDifferent={onlyDifferent}
        select={view.select}
      />
      {comparison.left && <p class={styles.left}>{comparison.left}</p>}
    </div>
  );
}
