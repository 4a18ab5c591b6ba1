import type { FlowSubject } from '../../../checks/authoring';
import { atParameter, flowCheck, parameterIn, proved, rfc, say } from '../../../checks/authoring';
import { ownString } from '../../encoding';
import { decodeJwt } from '../../jwt';
import type { Step } from '../../model';
import { originOf } from '../../url';
import { audienceOf, numberIn } from '../claims';
import { momentOf, mustBeAhead } from '../clock';
import { signatureOf } from '../signature';

function faultsOf(jwt: string, step: Step, { flow, exchange, metadata, context }: FlowSubject): string[] {
  const claims = decodeJwt(jwt)?.claims;
  if (!claims) return ['it is no readable JWT'];
  const faults: string[] = [];
  const [iss, sub] = [ownString(claims, 'iss'), ownString(claims, 'sub')];
  const clientId = parameterIn(step.request, 'client_id')?.value ?? flow.client.id;
  if (!iss || iss !== sub) faults.push('iss and sub are not the same');
  else if (clientId && iss !== clientId) faults.push('iss and sub are not the client_id');
  const seen = exchange(step);
  const issuer = ownString(metadata?.json, 'issuer') ?? flow.server.issuer;
  const audience = audienceOf(claims);
  // RFC 7523 §3 has the token endpoint, newer profiles the issuer; another endpoint of the server is taken for PAR.
  const meant = audience.some((aud) => aud === issuer || originOf(aud) === originOf(seen?.url));
  if (audience.length === 0) faults.push('aud is missing');
  else if (!meant) faults.push('aud is neither the issuer nor the token endpoint');
  const exp = numberIn(claims, 'exp');
  if (exp === undefined) faults.push('exp is missing');
  else if (seen && mustBeAhead(exp * 1000, momentOf(seen)).state === 'wrong') faults.push('it had expired');
  if (!ownString(claims, 'jti')) faults.push('jti is missing');
  if (signatureOf(context, jwt)?.state === 'failed')
    faults.push('its signature does not hold under the client’s registered keys');
  return faults;
}

export const clientAssertion = flowCheck({
  id: 'oauth/client-assertion',
  title: 'Client assertions name the client and the server, and expire',
  severity: 'must',
  spec: rfc(7523, '3'),
  explanation:
    'A client can prove itself with a JWT that it signs. It must say who speaks (iss and sub: the client_id), to whom (aud: the issuer or the token endpoint), until when (exp), and be used once (jti), or it could be taken elsewhere.',
  mend: 'Make a new assertion for every request, with iss = sub = client_id, aud = issuer, a short exp and a random jti.',
  evaluate(subject) {
    const sent = subject.flow.steps.flatMap((step) => {
      const assertion = parameterIn(step.request, 'client_assertion');
      const jwt = assertion && !/saml/.test(parameterIn(step.request, 'client_assertion_type')?.value ?? '');
      return jwt && !assertion.value.startsWith('[redacted ') ? [{ step, assertion }] : [];
    });
    if (sent.length === 0) return undefined;
    return sent.flatMap(({ step, assertion }) =>
      faultsOf(assertion.value, step, subject).map((fault) =>
        proved(say`The client assertion: ${fault}.`, atParameter(step, assertion)),
      ),
    );
  },
});
