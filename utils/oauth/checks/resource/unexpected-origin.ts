import { atExchange, inferred, maybeSameSite, rfc, sessionCheck } from '../../../checks/authoring';

const isUrl = (audience: string) => /^https?:\/\//i.test(audience);

export const unexpectedOrigin = sessionCheck({
  id: 'oauth/unexpected-origin',
  title: 'Access tokens go where they were made for',
  severity: 'should',
  spec: rfc(9700, '2.3'),
  explanation:
    'A token that says which API it is for should be sent there only. Another server that receives it can use it in the user’s name. A gateway of the same site in front of the API is usual and not meant.',
  mend: 'Look at the code that adds the Authorization header: it should know its API’s address, not add it to every request.',
  evaluate({ session, exchange, flows }) {
    const aimed = session.tokens.filter(
      ({ kind, audience, uses }) =>
        kind === 'access' && uses.length > 0 && audience?.length && audience.every(isUrl),
    );
    if (aimed.length === 0) return undefined;
    return aimed.flatMap(({ id, flowId, uses, audience = [], claims }) => {
      const owner = flows.find(({ flow }) => flow.id === flowId)?.flow;
      const known = [
        ...audience,
        owner?.server.origin ?? '',
        owner?.client.origin ?? '',
        String(claims?.iss ?? ''),
      ].filter(isUrl);
      const use = uses.find(
        ({ to, exchangeId, carrier }) =>
          exchangeId !== undefined &&
          carrier !== 'form' &&
          isUrl(to) &&
          !known.some((url) => maybeSameSite(url, to)),
      );
      const seen = use && exchange(use.exchangeId);
      if (!use || !seen) return [];
      const text = 'The access token was sent to a site that it was not made for.';
      const expected = { tokenId: id, quote: `aud: ${JSON.stringify(audience).slice(0, 160)}` };
      return [
        { ...inferred(text, { ...atExchange(seen), stepId: use.stepId, tokenId: id }, expected), flowId },
      ];
    });
  },
});
