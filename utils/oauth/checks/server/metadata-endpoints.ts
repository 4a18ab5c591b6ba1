import { atExchange, isPlainText, proved, quoteUrl, rfc, say, sessionCheck } from '../../../checks/authoring';
import { isObject, ownString } from '../../encoding';

export const metadataEndpoints = sessionCheck({
  id: 'oauth/metadata-endpoints',
  title: 'Published endpoints use https (this machine aside), and published keys are public',
  severity: 'must',
  spec: rfc(8414, '2'),
  explanation:
    'The metadata tells clients where to send passwords and codes, so its addresses must be https. The key set (JWKS) is for everybody: a private or symmetric key in it lets everybody sign tokens.',
  mend: 'Correct the addresses. If a private key was published, replace it at once: every token signed with it can be forged.',
  evaluate({ allMetadata, recognised, stepOf }) {
    const keys = recognised('jwks').flatMap(({ facts }) => {
      const list = facts.answer().json?.keys;
      return Array.isArray(list) ? [{ exchange: facts.exchange, list: list.filter(isObject) }] : [];
    });
    if (allMetadata.length + keys.length === 0) return undefined;
    const plain = allMetadata.flatMap(({ exchange, json }) =>
      Object.entries(json).flatMap(([name, value]) =>
        typeof value === 'string' &&
        (name.endsWith('_endpoint') || name === 'jwks_uri' || name === 'issuer') &&
        isPlainText(value)
          ? [
              {
                ...proved(
                  say`${name} is a plain http address.`,
                  atExchange(exchange, `${name}: ${quoteUrl(value)}`),
                ),
                flowId: stepOf(exchange.id)?.flow.id,
              },
            ]
          : [],
      ),
    );
    const secret = keys.flatMap(({ exchange, list }) =>
      list
        .filter(
          (key) =>
            key.kty === 'oct' ||
            ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'priv'].some((name) => ownString(key, name)),
        )
        .slice(0, 5)
        .map((key) => ({
          ...proved(
            key.kty === 'oct' ? 'A symmetric key is published.' : 'A private key is published.',
            atExchange(
              exchange,
              `kty: ${String(key.kty).slice(0, 20)}, kid: ${String(key.kid ?? 'none').slice(0, 80)}`,
            ),
          ),
          flowId: stepOf(exchange.id)?.flow.id,
        })),
    );
    return [...plain, ...secret];
  },
});
