import { atExchange, graded, proved, rfc, say, sessionCheck, vendorWith } from '../../../checks/authoring';

export const idTokenAtApi = sessionCheck({
  id: 'oauth/id-token-at-api',
  title: 'ID tokens are not used as access tokens',
  severity: 'should',
  spec: rfc(9068, '5'),
  explanation:
    'An ID token tells the client who the user is; it was not made for an API, names no rights there, and cannot be limited to one. An API that takes it also takes ID tokens issued to other clients, unless it checks aud with care. Some platforms do it by design.',
  mend: 'Send the access token to the API.',
  evaluate({ session, exchange }) {
    const ids = session.tokens.filter(({ kind, issuedBy }) => kind === 'id' && issuedBy !== undefined);
    if (ids.length === 0) return undefined;
    return ids.flatMap(({ id, uses, flowId }) => {
      const use = uses.find(({ carrier }) => carrier === 'header-bearer' || carrier === 'header-dpop');
      const seen = use && exchange(use.exchangeId);
      if (!use || !seen) return [];
      const vendor = vendorWith('id-token-as-access-token', seen.url);
      const problem = proved(
        vendor
          ? say`The ID token is sent to ${vendor}, which takes it by design.`
          : 'The ID token is sent to an API as if it were an access token.',
        { ...atExchange(seen), stepId: use.stepId, tokenId: id },
      );
      return [{ ...(vendor ? graded('information', problem) : problem), flowId }];
    });
  },
});
