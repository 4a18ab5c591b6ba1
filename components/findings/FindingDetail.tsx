import { Confidence } from '@/components/ui/Confidence';
import { CopyButton } from '@/components/ui/CopyButton';
import { checkOf, citation, findingMarkdown } from '@/utils/checks';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { explanationOf, mendOf } from '@/utils/panel/findings/check-words';
import type { EvidenceRow, FindingRow } from '@/utils/panel/findings/list';
import { confidenceSentence } from '@/utils/panel/findings/words';
import styles from './FindingDetail.module.css';

/** How a finding is known, what it means, how to mend it, and where the rule is written. */
export function FindingDetail({ store, row: { finding, evidence } }: { store: PanelStore; row: FindingRow }) {
  const check = checkOf(finding.checkId);
  return (
    <div class={styles.detail}>
      <p class={styles.known}>
        <Confidence of={finding.confidence} />
        <span>{confidenceSentence(finding.confidence)}</span>
        <CopyButton label={t('findings.copyMarkdown')} text={() => findingMarkdown(finding)} />
      </p>
      {evidence.length > 0 && <Evidence store={store} rows={evidence} />}
      {check && (
        <>
          <h4>{t('findings.about')}</h4>
          <p>{explanationOf(check)}</p>
          <h4>{t('findings.mend')}</h4>
          <p>{mendOf(check)}</p>
          <p class={styles.source}>
            <a href={check.spec.url} target="_blank" rel="noopener noreferrer">
              {citation(check.spec)}
            </a>
            <code>{check.id}</code>
          </p>
        </>
      )}
    </div>
  );
}

function Evidence({ store, rows }: { store: PanelStore; rows: readonly EvidenceRow[] }) {
  return (
    <>
      <h4>{t('findings.evidence')}</h4>
      <ul class={styles.evidence}>
        {rows.map(({ key, place, quote }) => (
          <li key={key}>
            {place ? (
              <button type="button" onClick={() => store.select(place.selection)}>
                {place.label}
              </button>
            ) : (
              <span class={styles.gone}>{t('findings.gone')}</span>
            )}
            {quote && <code>{quote}</code>}
          </li>
        ))}
      </ul>
    </>
  );
}
