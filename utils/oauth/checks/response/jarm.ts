import {
  atParameter,
  cannotSee,
  flowCheck,
  jarm as jarmSpec,
  type Problem,
  parameterIn,
  proved,
  say,
} from '../../../checks/authoring';
import type { JsonObject } from '../../encoding';
import { ownString } from '../../encoding';
import { decodeJwt } from '../../jwt';
import { audienceOf, numberIn } from '../claims';
import { sameIssuer } from '../issuer';
import { signatureOf } from '../signature';

const LONGEST_LIFE = 10 * 60;

function claimFaults(
  claims: JsonObject,
  clientId: string | undefined,
  issuer: string | undefined,
  at: number,
): string[] {
  const faults: string[] = [];
  const iss = ownString(claims, 'iss');
  if (!iss) faults.push('iss is missing');
  else if (issuer && !sameIssuer(issuer, iss)) faults.push('iss is not the server’s issuer');
  const audience = audienceOf(claims);
  if (audience.length === 0) faults.push('aud is missing');
  else if (clientId && !audience.includes(clientId)) faults.push('aud is not this client');
  const exp = numberIn(claims, 'exp');
  if (exp === undefined) faults.push('exp is missing');
  else if (exp - at / 1000 > LONGEST_LIFE + 300) faults.push('exp is more than ten minutes away');
  else if (exp < at / 1000 - 300) faults.push('it has expired');
  return faults;
}

export const jarm = flowCheck({
  id: 'oauth/jarm',
  title: 'The signed response (JARM) is meant for this client and fresh',
  severity: 'must',
  spec: jarmSpec('2.1'),
  explanation:
    'With JARM the whole answer is one signed JWT. It protects only if it says who made it (iss), for whom (aud), until when (exp), and if the signature holds.',
  mend: 'At the server: put iss, aud and a short exp into the response and sign it with a published key.',
  evaluate({ flow, steps, context, metadata }) {
    const responses = steps('authorization_response').flatMap((step) => {
      const parameter = parameterIn(step.response, 'response');
      return parameter?.value.startsWith('ey') ? [{ step, parameter }] : [];
    });
    if (responses.length === 0) return undefined;
    return responses.flatMap(({ step, parameter }): Problem[] => {
      const at = atParameter(step, { ...parameter, secret: true });
      const jwt = decodeJwt(parameter.value);
      if (jwt?.format === 'jwe')
        return [cannotSee('The response is encrypted: only the client can read it.', at)];
      if (!jwt?.claims) return [proved('The response is no readable JWT.', at)];
      const faults = claimFaults(jwt.claims, flow.client.id, ownString(metadata?.json, 'issuer'), step.at);
      if (jwt.header.alg === 'none') faults.push('it is not signed');
      else if (signatureOf(context, parameter.value)?.state === 'failed')
        faults.push('its signature does not hold');
      return faults.map((fault) => proved(say`The signed response: ${fault}.`, at));
    });
  },
});
