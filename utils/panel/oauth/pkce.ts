import { t } from '../../i18n';
import type { Confidence, Flow } from '../../oauth/model';

export interface PkceView {
  used: boolean;
  method?: string;
  challenge?: string;
  verifier?: string;
  /** "S256(verifier) = challenge". */
  statement: string;
  confidence: Confidence;
  tone: 'ok' | 'warning' | 'error' | 'muted';
  /** A sentence for people who do not know what PKCE is for. */
  note: string;
}

/** What is known of the flow's PKCE (RFC 7636 §4). An absent method means "plain" (§4.3). */
export function pkceView(flow: Pick<Flow, 'pkce' | 'grant'>): PkceView {
  const { pkce } = flow;
  if (!pkce || (!pkce.challenge && !pkce.verifier)) return withoutPkce(flow.grant);
  const method = pkce.method ?? (pkce.challenge ? 'plain' : undefined);
  const seen = {
    used: true,
    method,
    challenge: pkce.challenge,
    verifier: pkce.verifier,
    note: t('flow.pkce_purpose'),
  };
  const equation = method === 'plain' ? 'verifier = challenge' : `${method ?? 'S256'}(verifier) = challenge`;
  if (!pkce.challenge) {
    return {
      ...seen,
      statement: t('flow.pkce_no_challenge'),
      confidence: 'cannot-see',
      tone: 'muted',
    };
  }
  if (!pkce.verifier) {
    return {
      ...seen,
      statement: t('flow.pkce_no_verifier'),
      confidence: 'cannot-see',
      tone: 'muted',
      note: `${seen.note} ${t('flow.pkce_no_verifier_note')}`,
    };
  }
  if (pkce.verified === undefined) {
    const statement = t('flow.pkce_not_computed', { equation });
    return { ...seen, statement, confidence: 'cannot-see', tone: 'muted' };
  }
  if (!pkce.verified) {
    const statement = t('flow.pkce_mismatch', { equation: equation.replace('=', '≠') });
    return { ...seen, statement, confidence: 'proved', tone: 'error' };
  }
  if (method === 'plain') {
    const note = `${seen.note} ${t('flow.pkce_plain_note')}`;
    return { ...seen, statement: equation, confidence: 'proved', tone: 'warning', note };
  }
  return { ...seen, statement: equation, confidence: 'proved', tone: 'ok' };
}

function withoutPkce(grant: Flow['grant']): PkceView {
  const expected = grant === 'authorization_code' || grant === 'hybrid';
  return {
    used: false,
    statement: t(expected ? 'flow.pkce_none' : 'flow.pkce_not_applicable'),
    confidence: expected ? 'proved' : 'cannot-see',
    tone: expected ? 'warning' : 'muted',
    note: expected
      ? `${t('flow.pkce_purpose')} ${t('flow.pkce_none_note')}`
      : t('flow.pkce_not_applicable_note'),
  };
}
