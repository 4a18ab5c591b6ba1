import { Confidence } from '@/components/ui/Confidence';
import { CopyButton } from '@/components/ui/CopyButton';
import { checkOf, citation, findingMarkdown } from '@/utils/checks';
import type { PanelStore } from '@/utils/panel';
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
        <CopyButton label="Copy as Markdown, credentials masked" text={() => findingMarkdown(finding)} />
      </p>
      {evidence.length > 0 && <Evidence store={store} rows={evidence} />}
      {check && (
        <>
          <h4>What it is about</h4>
          <p>{check.explanation}</p>
          <h4>How to mend it</h4>
          <p>{check.mend}</p>
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
      <h4>Evidence</h4>
      <ul class={styles.evidence}>
        {rows.map(({ key, place, quote }) => (
          <li key={key}>
            {place ? (
              <button type="button" onClick={() => store.select(place.selection)}>
                {place.label}
              </button>
            ) : (
              <span class={styles.gone}>no longer held</span>
            )}
            {quote && <code>{quote}</code>}
          </li>
        ))}
      </ul>
    </>
  );
}
