import { t } from '@/utils/i18n';
import type { Flow, Step } from '@/utils/oauth/model';
import {
  explainFailure,
  formatClock,
  formatDuration,
  joinSentence,
  outcomeView,
  recognisedSentence,
  requestView,
  responseView,
  secretsOf,
  socketChips,
  stepKindName,
  stepSentence,
  unseenOf,
} from '@/utils/panel/oauth';
import { CopyAs } from '../copy/CopyAs';
import { FindingsAt } from '../findings/FindingsAt';
import { IconButton } from '../ui/Button';
import { Confidence } from '../ui/Confidence';
import { FailureNote } from './FailureNote';
import { HttpMessage } from './HttpMessage';
import { ParameterTable } from './ParameterTable';
import { SocketChips } from './SocketChips';
import { StateMark } from './StateMark';
import styles from './StepDetail.module.css';
import type { OAuthView } from './view';

/** One step in full: what happened, how that is known, its parameters, its bytes. */
export function StepDetail({ view, flow, step }: { view: OAuthView; flow: Flow; step: Step }) {
  const exchange = step.exchangeId ? view.session.exchanges.get(step.exchangeId) : undefined;
  const response = exchange && responseView(exchange);
  const secrets = secretsOf(step, view.session.tokens);
  const failure = explainFailure(step.outcome, step.kind);
  const sockets = step.socketId ? socketChips([step.socketId], view.session.sockets) : [];
  return (
    <section class={styles.detail} aria-label={t('oauth.step', { number: String(step.number) })}>
      <header class={styles.head}>
        <h3>{t('oauth.step_title', { number: String(step.number), kind: stepKindName(step.kind) })}</h3>
        <StateMark state={outcomeView(step)} />
        <span class={styles.time}>
          {formatClock(step.at)}
          {step.endedAt !== undefined && ` · ${formatDuration(step.endedAt - step.at)}`}
        </span>
        {exchange && <CopyAs session={view.session} subject={() => ({ kind: 'exchange', exchange })} />}
        <IconButton
          icon="close"
          label={t('oauth.close_step')}
          onClick={() => view.select({ kind: 'flow', id: flow.id })}
        />
      </header>
      <FindingsAt
        findings={view.findings}
        ids={[step.id, step.exchangeId]}
        onOpen={(key) => view.showFinding?.(key)}
      />
      <p class={styles.sentence}>{stepSentence(step, flow)}</p>
      {sockets.length > 0 && (
        <p class={styles.sentence}>
          {t('oauth.open_connection')} <SocketChips chips={sockets} view={view} />
        </p>
      )}
      {failure && <FailureNote failure={failure} outcome={step.outcome} />}
      {unseenOf(step).map((text) => (
        <p key={text} class={styles.unseen}>
          {text}
        </p>
      ))}
      <p class={styles.known}>
        <Confidence of={step.join.confidence} />
        <span>
          {recognisedSentence(step.recognisedBy)} {joinSentence(step.join)}
        </span>
      </p>
      <ParameterTable
        caption={t('oauth.sent')}
        parameters={step.request}
        step={step.kind}
        clock={view.clock}
      />
      <ParameterTable
        caption={t('oauth.answered')}
        parameters={step.response}
        step={step.kind}
        clock={view.clock}
      />
      {exchange && (
        <HttpMessage title={t('oauth.raw_request')} message={requestView(exchange)} secrets={secrets} />
      )}
      {response && <HttpMessage title={t('oauth.raw_response')} message={response} secrets={secrets} />}
    </section>
  );
}
