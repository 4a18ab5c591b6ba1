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

const PURPOSE =
  'PKCE ties the token request to the client that began the flow: a stolen code is worth nothing without the verifier (RFC 7636).';

/** What is known of the flow's PKCE (RFC 7636 §4). An absent method means "plain" (§4.3). */
export function pkceView(flow: Pick<Flow, 'pkce' | 'grant'>): PkceView {
  const { pkce } = flow;
  if (!pkce || (!pkce.challenge && !pkce.verifier)) return withoutPkce(flow.grant);
  const method = pkce.method ?? (pkce.challenge ? 'plain' : undefined);
  const seen = { used: true, method, challenge: pkce.challenge, verifier: pkce.verifier, note: PURPOSE };
  const equation = method === 'plain' ? 'verifier = challenge' : `${method ?? 'S256'}(verifier) = challenge`;
  if (!pkce.challenge) {
    return {
      ...seen,
      statement: 'Challenge not seen: cannot be checked',
      confidence: 'cannot-see',
      tone: 'muted',
    };
  }
  if (!pkce.verifier) {
    return {
      ...seen,
      statement: 'Verifier not seen: cannot be checked',
      confidence: 'cannot-see',
      tone: 'muted',
      note: `${PURPOSE} The verifier travels in the token request, which has not been seen.`,
    };
  }
  if (pkce.verified === undefined) {
    return { ...seen, statement: `${equation}: not computed`, confidence: 'cannot-see', tone: 'muted' };
  }
  if (!pkce.verified) {
    const statement = `${equation.replace('=', '≠')}: they do not match`;
    return { ...seen, statement, confidence: 'proved', tone: 'error' };
  }
  if (method === 'plain') {
    const note = `${PURPOSE} With “plain” whoever reads the authorization request has the verifier too: use S256.`;
    return { ...seen, statement: equation, confidence: 'proved', tone: 'warning', note };
  }
  return { ...seen, statement: equation, confidence: 'proved', tone: 'ok' };
}

function withoutPkce(grant: Flow['grant']): PkceView {
  const expected = grant === 'authorization_code' || grant === 'hybrid';
  return {
    used: false,
    statement: expected ? 'No PKCE was seen in this flow' : 'PKCE does not apply to this grant',
    confidence: expected ? 'proved' : 'cannot-see',
    tone: expected ? 'warning' : 'muted',
    note: expected
      ? `${PURPOSE} RFC 9700 §2.1.1 asks it of every public client.`
      : 'PKCE protects an authorization code; this grant has none.',
  };
}
