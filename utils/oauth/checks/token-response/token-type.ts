import { atTitle, flowCheck, graded, proved, rfc, say, vendorWith } from '../../../checks/authoring';
import { issuingSteps } from './issued';

export const tokenType = flowCheck({
  id: 'oauth/token-type',
  title: 'The token response says of what type the token is',
  severity: 'must',
  spec: rfc(6749, '5.1'),
  explanation:
    'token_type tells the client how to use the token: Bearer (whoever has it may use it) or DPoP (with a proof). Upper and lower case do not matter. Without it the client has to guess.',
  mend: 'At the server: add token_type to the response.',
  evaluate(subject) {
    const issued = issuingSteps(subject);
    if (issued.length === 0) return undefined;
    return issued
      .filter(
        ({ response }) =>
          !response.some(({ name, value }) => /(?:^|\.)token_type$/.test(name) && value !== ''),
      )
      .map((step) => {
        const vendor = vendorWith('no-token-type', subject.exchange(step)?.url);
        const problem = proved(
          vendor
            ? say`token_type is missing, as ${vendor} documents it.`
            : 'The token response has no token_type.',
          atTitle(step),
        );
        return vendor ? graded('information', problem) : problem;
      });
  },
});
