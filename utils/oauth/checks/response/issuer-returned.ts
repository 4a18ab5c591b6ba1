import { atParameter, atStep, atTitle, flowCheck, parameterIn, proved, rfc } from '../../../checks/authoring';
import { ownString } from '../../encoding';
import { sameIssuer } from '../issuer';

export const issuerReturned = flowCheck({
  id: 'oauth/issuer-returned',
  title: 'The response names its issuer where the server promised to',
  severity: 'must',
  spec: rfc(9207, '2.4'),
  explanation:
    'A client that knows several servers must know which of them an answer comes from, or an attacker’s server can pass its answer off as another’s (mix-up). The server says so in iss, exactly as in its metadata, if it announces authorization_response_iss_parameter_supported.',
  mend: 'At the server: send iss in every authorization response, equal to the issuer of the metadata to the letter.',
  evaluate({ metadata, steps }) {
    const issuer = ownString(metadata?.json, 'issuer');
    const promised = metadata?.json.authorization_response_iss_parameter_supported === true;
    const responses = steps('authorization_response').filter(({ response }) =>
      ['code', 'access_token', 'id_token', 'error', 'iss'].some((name) => parameterIn(response, name)),
    );
    if (!issuer || responses.length === 0) return undefined;
    const named = responses.some(({ response }) => parameterIn(response, 'iss'));
    if (!promised && !named) return undefined;
    return responses.flatMap((step) => {
      const iss = parameterIn(step.response, 'iss');
      if (!iss)
        return promised
          ? [proved('The server promises iss in its responses, and this one has none.', atTitle(step))]
          : [];
      if (sameIssuer(issuer, iss.value)) return [];
      const expected = atStep(step, `issuer of the metadata: ${issuer.slice(0, 200)}`);
      return [
        proved('iss is not the issuer that the server’s metadata names.', atParameter(step, iss), expected),
      ];
    });
  },
});
