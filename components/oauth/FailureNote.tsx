import { t } from '@/utils/i18n';
import type { StepOutcome } from '@/utils/oauth/model';
import type { Explanation } from '@/utils/panel/oauth';
import styles from './FailureNote.module.css';

/** An error: what it means, what the server said of it, what usually causes it. */
export function FailureNote({ failure, outcome }: { failure: Explanation; outcome: StepOutcome }) {
  const said = outcome.state === 'oauth-error' ? outcome.description : undefined;
  return (
    <div class={styles.failure} role="note" aria-label={t('oauth.error_label', { code: failure.code })}>
      <p>
        <code class={styles.code}>{failure.code}</code> {failure.meaning}
      </p>
      {said && (
        <p class={styles.said}>
          {t('oauth.server_said')} <q>{said}</q>
        </p>
      )}
      {failure.causes.length > 0 && (
        <>
          <h4>{t('oauth.causes')}</h4>
          <ul>
            {failure.causes.map((cause) => (
              <li key={cause}>{cause}</li>
            ))}
          </ul>
        </>
      )}
      {failure.specification && <p class={styles.specification}>{failure.specification}</p>}
    </div>
  );
}
