import type { Finding } from '@/utils/checks';
import { t } from '@/utils/i18n';
import { type FindingsModel, severityWord } from '@/utils/panel/findings';
import { messageOf } from '@/utils/panel/findings/check-words';
import styles from './FindingsAt.module.css';
import { SeverityShape } from './SeverityMark';

interface FindingsAtProps {
  findings: FindingsModel | undefined;
  /** Of the step and its exchange, or of the connection. */
  ids: readonly (string | undefined)[];
  /** Opens a finding by its key. */
  onOpen: (key: string) => void;
}

/** What the checks found right here; a click opens it in full. */
export function FindingsAt({ findings, ids, onOpen }: FindingsAtProps) {
  const places = findings?.evaluation.value?.at;
  const here = new Set(ids.flatMap((id): readonly Finding[] => (id && places?.get(id)) || []));
  if (here.size === 0) return null;
  return (
    <ul class={styles.list} aria-label={t('findings.here')}>
      {[...here].map((finding) => (
        <li key={finding.key}>
          <button type="button" onClick={() => onOpen(finding.key)} data-severity={finding.severity}>
            <SeverityShape severity={finding.severity} />
            <span>
              <span class="visually-hidden">{severityWord(finding.severity)}: </span>
              {messageOf(finding)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
