import { atTitle, flowCheck, graded, proved, rfc } from '../../../checks/authoring';

export const pkcePresent = flowCheck({
  id: 'oauth/pkce-present',
  title: 'PKCE protects the authorization code',
  severity: 'should',
  inProfile: { 'oauth2.1': 'must', 'browser-public': 'must', fapi2: 'must' },
  spec: rfc(9700, '2.1.1'),
  explanation:
    'A code that somebody else catches on its way is worth nothing if only the client that asked can redeem it. PKCE does that: the request carries the hash of a secret (code_challenge), the token request the secret itself (code_verifier). A client without a secret of its own has no other protection.',
  mend: 'Draw a random code_verifier for each request and send code_challenge with code_challenge_method=S256.',
  evaluate({ flow, asked, context }) {
    const code =
      flow.responseType.includes('code') ||
      (flow.responseType.length === 0 && flow.grant === 'authorization_code');
    if (!asked?.complete || !code) return undefined;
    if (asked.value('code_challenge')) return [];
    const problem = proved(
      'The authorization request has no code_challenge: the code is not bound to this client.',
      atTitle(asked.step),
    );
    if (flow.client.kind === 'public') return [graded('must', problem)];
    // RFC 9700 §2.1.1: a confidential OpenID client may rely on the nonce instead.
    const nonce = context.profile === 'oauth2' && asked.value('nonce') !== undefined;
    return [nonce ? graded('information', problem) : problem];
  },
});
