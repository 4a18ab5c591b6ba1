import { CopyButton } from '@/components/ui/CopyButton';
import { type CheckReport, findingMarkdown, type Severity } from '@/utils/checks';
import { t } from '@/utils/i18n';
import type { Confidence } from '@/utils/oauth/model';
import type { PanelStore } from '@/utils/panel';
import type { FindingRow } from '@/utils/panel/findings/list';
import { CONFIDENCES, confidenceWord, SEVERITIES, severityWord, sumsOf } from '@/utils/panel/findings/words';
import styles from './FindingsBar.module.css';
import { SeverityShape } from './SeverityMark';

interface FindingsBarProps {
  store: PanelStore;
  report: CheckReport;
  shown: readonly FindingRow[];
}

/** Which severities and confidences are listed. The panel's filter holds here as well. */
export function FindingsBar({ store, report, shown }: FindingsBarProps) {
  const counts = sumsOf(report);
  const hidden = store.view.state.value.findingsHidden;
  function toggle(one: Severity | Confidence) {
    const next = hidden.includes(one) ? hidden.filter((other) => other !== one) : [...hidden, one];
    store.view.show({ findingsHidden: next });
  }
  return (
    <div class={styles.bar}>
      <fieldset>
        <legend class="visually-hidden">{t('findings.severity')}</legend>
        {SEVERITIES.map((severity) => (
          <button
            type="button"
            key={severity}
            aria-pressed={!hidden.includes(severity)}
            onClick={() => toggle(severity)}
          >
            <SeverityShape severity={severity} size={12} />
            {severityWord(severity)} <b>{counts[severity]}</b>
          </button>
        ))}
      </fieldset>
      <fieldset>
        <legend class="visually-hidden">{t('findings.confidence')}</legend>
        {CONFIDENCES.map((confidence) => (
          <button
            type="button"
            key={confidence}
            aria-pressed={!hidden.includes(confidence)}
            onClick={() => toggle(confidence)}
          >
            {confidenceWord(confidence)}
          </button>
        ))}
      </fieldset>
      {shown.length > 0 && (
        <span class={styles.end}>
          <CopyButton
            label={t('findings.copyListed')}
            text={() => shown.map(({ finding }) => findingMarkdown(finding)).join('\n')}
          />
        </span>
      )}
    </div>
  );
}
