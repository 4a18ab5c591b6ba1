import { t } from '@/utils/i18n';
import type { Flow } from '@/utils/oauth/model';
import { clientKind, grantName, pkceView, type Tone } from '@/utils/panel/oauth';
import { Confidence } from '../ui/Confidence';
import { Properties, Property } from '../ui/Properties';
import { Secret } from '../ui/Secret';
import styles from './FlowFacts.module.css';
import { StateShapeIcon } from './StateMark';

const SHAPES: Record<Tone, 'check' | 'pause' | 'cross' | 'dots' | 'ring'> = {
  ok: 'check',
  warning: 'pause',
  error: 'cross',
  muted: 'dots',
  accent: 'ring',
};

/** PKCE with its proof, and who took part in the flow. */
export function FlowFacts({ flow }: { flow: Flow }) {
  const pkce = pkceView(flow);
  return (
    <div class={styles.facts}>
      <section class={styles.card} aria-label="PKCE">
        <h3>{t('oauth.facts_pkce')}</h3>
        <p class={styles.statement} data-tone={pkce.tone}>
          <StateShapeIcon state={{ shape: SHAPES[pkce.tone], tone: pkce.tone }} />
          {pkce.statement}
          {pkce.used && <Confidence of={pkce.confidence} />}
        </p>
        <Properties>
          <Property name={t('oauth.facts_method')}>{pkce.method}</Property>
          <Property name={t('oauth.facts_challenge')}>
            {pkce.challenge && <code>{pkce.challenge}</code>}
          </Property>
          <Property name={t('oauth.facts_verifier')}>
            {pkce.verifier && <Secret value={pkce.verifier} label={t('parameters.code_verifier')} />}
          </Property>
        </Properties>
        <p class={styles.note}>{pkce.note}</p>
      </section>
      <section class={styles.card} aria-label={t('oauth.facts_parties')}>
        <h3>{t('oauth.facts_client_servers')}</h3>
        <Properties>
          <Property name={t('oauth.facts_grant')}>{grantName(flow)}</Property>
          <Property name={t('oauth.facts_response')}>
            {flow.responseMode
              ? t('oauth.facts_response_by', { types: flow.responseType.join(' '), mode: flow.responseMode })
              : flow.responseType.join(' ')}
          </Property>
          <Property name={t('oauth.facts_client')}>{flow.client.id}</Property>
          <Property name={t('oauth.facts_client_kind')}>{clientKind(flow.client)}</Property>
          <Property name={t('oauth.facts_client_origin')}>{flow.client.origin}</Property>
          <Property name={t('oauth.facts_redirect_uri')}>{flow.redirectUri}</Property>
          <Property name={t('oauth.facts_issuer')}>{flow.server.issuer}</Property>
          <Property name={t('oauth.facts_authorize_at')}>{flow.server.authorizationEndpoint}</Property>
          <Property name={t('oauth.facts_tokens_at')}>{flow.server.tokenEndpoint}</Property>
          <Property name={t('oauth.facts_used_at')}>{flow.resourceServers.join(', ')}</Property>
          <Property name={t('oauth.facts_scope_asked')}>
            {flow.scopeAsked && <code>{flow.scopeAsked}</code>}
          </Property>
          <Property name={t('oauth.facts_scope_granted')}>
            {flow.scopeGranted && <code>{flow.scopeGranted}</code>}
          </Property>
          <Property name={t('oauth.facts_subject')}>{flow.subject}</Property>
        </Properties>
      </section>
    </div>
  );
}
