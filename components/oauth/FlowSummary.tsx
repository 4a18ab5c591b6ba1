import { t } from '@/utils/i18n';
import type { Flow, Token } from '@/utils/oauth/model';
import { failedStep, lifetimeAt, stateView, summaryOf, tokenKindName } from '@/utils/panel/oauth';
import styles from './FlowSummary.module.css';
import { StateMark } from './StateMark';
import type { OAuthView } from './view';

/** The line on top of a flow: who, what for, how long, by whom. */
export function FlowSummary({ view, flow }: { view: OAuthView; flow: Flow }) {
  const { who, scope, access, usedBy } = summaryOf(flow, view.session);
  const state = stateView(flow.state, flow.startedAt, flow.grant);
  const failed = failedStep(flow);
  return (
    <div class={styles.summary}>
      <div class={styles.parts}>
        {flow.state.phase !== 'complete' && (
          <span>
            <StateMark state={state} />
          </span>
        )}
        {failed && (
          <button
            type="button"
            class={styles.link}
            onClick={() => view.select({ kind: 'step', id: failed.id, flowId: flow.id })}
          >
            {t('oauth.at_step', { number: String(failed.number) })}
          </button>
        )}
        {who && <b>{who}</b>}
        {scope && (
          <span>
            scope <code>{scope}</code>
          </span>
        )}
        {access && <Expiry token={access} view={view} />}
        {usedBy && <span>{usedBy}</span>}
        {!who && !scope && !access && flow.state.phase === 'complete' && <span>{state.detail}</span>}
      </div>
    </div>
  );
}

function Expiry({ token, view }: { token: Token; view: OAuthView }) {
  const lifetime = lifetimeAt(token, view.clock.value);
  if (lifetime.phase === 'unknown') return null;
  return (
    <button
      type="button"
      class={styles.link}
      data-phase={lifetime.phase === 'live' && lifetime.soon ? 'soon' : lifetime.phase}
      onClick={() => view.select({ kind: 'token', id: token.id, flowId: token.flowId })}
    >
      {t('token.summary', { token: tokenKindName(token.kind), lifetime: lifetime.text })}
    </button>
  );
}
