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
        <h3>Proof key (PKCE)</h3>
        <p class={styles.statement} data-tone={pkce.tone}>
          <StateShapeIcon state={{ shape: SHAPES[pkce.tone], tone: pkce.tone }} />
          {pkce.statement}
          {pkce.used && <Confidence of={pkce.confidence} />}
        </p>
        <Properties>
          <Property name="Method">{pkce.method}</Property>
          <Property name="Challenge">{pkce.challenge && <code>{pkce.challenge}</code>}</Property>
          <Property name="Verifier">
            {pkce.verifier && <Secret value={pkce.verifier} label="code verifier" />}
          </Property>
        </Properties>
        <p class={styles.note}>{pkce.note}</p>
      </section>
      <section class={styles.card} aria-label="Parties">
        <h3>Client and servers</h3>
        <Properties>
          <Property name="Grant">{grantName(flow)}</Property>
          <Property name="Response">
            {[flow.responseType.join(' '), flow.responseMode].filter(Boolean).join(', by ')}
          </Property>
          <Property name="Client">{flow.client.id}</Property>
          <Property name="Client kind">{clientKind(flow.client)}</Property>
          <Property name="Client origin">{flow.client.origin}</Property>
          <Property name="Redirect URI">{flow.redirectUri}</Property>
          <Property name="Issuer">{flow.server.issuer}</Property>
          <Property name="Authorize at">{flow.server.authorizationEndpoint}</Property>
          <Property name="Tokens at">{flow.server.tokenEndpoint}</Property>
          <Property name="Used at">{flow.resourceServers.join(', ')}</Property>
          <Property name="Scope asked">{flow.scopeAsked && <code>{flow.scopeAsked}</code>}</Property>
          <Property name="Scope granted">{flow.scopeGranted && <code>{flow.scopeGranted}</code>}</Property>
          <Property name="Subject">{flow.subject}</Property>
        </Properties>
      </section>
    </div>
  );
}
