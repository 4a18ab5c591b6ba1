import { atStep, flowCheck, inferred, quoteUrl, rfc } from '../../../checks/authoring';
import { isObject, ownString } from '../../encoding';
import { endpointOf } from '../../url';

export const mixUp = flowCheck({
  id: 'oauth/mix-up',
  title: 'The code goes to the server that issued it',
  severity: 'must',
  spec: rfc(9700, '4.4.2'),
  explanation:
    'A client that works with several servers can be tricked into sending one server’s code to another’s token endpoint. The metadata of the server that was asked names the only right one, on whatever host that is.',
  mend: 'Remember with each request which issuer it went to, and use that issuer’s token endpoint.',
  evaluate({ flow, steps, exchange, context }) {
    const seen = context.metadata(flow.server.authorizationEndpoint);
    const expected = ownString(seen?.json, 'token_endpoint');
    const redeemed = steps('token_request').filter(({ request }) =>
      request.some(({ name }) => name === 'code'),
    );
    if (!seen || !expected || redeemed.length === 0) return undefined;
    const aliases = seen.json.mtls_endpoint_aliases;
    const alias = isObject(aliases) ? ownString(aliases, 'token_endpoint') : undefined;
    const right = [expected, alias].map((url) => url && endpointOf(url));
    return redeemed.flatMap((step) => {
      const url = exchange(step)?.url ?? '';
      if (right.includes(endpointOf(url))) return [];
      const text = 'The code was sent to another token endpoint than the one of the server that issued it.';
      return [
        inferred(
          text,
          atStep(step, quoteUrl(url)),
          atStep(step, `token_endpoint of the metadata: ${quoteUrl(expected)}`),
        ),
      ];
    });
  },
});
