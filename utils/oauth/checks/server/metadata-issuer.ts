import { atExchange, graded, proved, rfc, say, sessionCheck, vendorWith } from '../../../checks/authoring';
import { isObject, ownString } from '../../encoding';
import { sameIssuer } from '../issuer';

const WELL_KNOWN =
  /\/\.well-known\/(?:openid-configuration|oauth-authorization-server|oauth-protected-resource)/;

/**
 * The identifiers that a metadata URL may stand for: what is left without the well-known part, wherever that was put
 * (RFC 8414 §3.1 inserts it before the path, OpenID Discovery §4 appends it), with and without a closing slash.
 */
function identifiersOf(url: string): string[] | undefined {
  const plain = url.split(/[?#]/)[0]!;
  if (!WELL_KNOWN.test(plain)) return undefined;
  const rest = plain.replace(WELL_KNOWN, '').replace(/\/$/, '');
  return [rest, `${rest}/`];
}

export const metadataIssuer = sessionCheck({
  id: 'oauth/metadata-issuer',
  title: 'Metadata names the issuer that it was fetched from',
  severity: 'must',
  spec: rfc(8414, '3.3'),
  explanation:
    'Whoever can make a client load the wrong metadata can send its users anywhere. So the issuer in the document must be the address that the document was asked from (and for an API’s metadata the resource: RFC 9728 §3.3).',
  mend: 'At the server: set the public issuer address (often wrong behind a proxy). At the client: configure the issuer that the metadata names.',
  evaluate({ recognised, stepOf }) {
    const documents = [
      ...recognised('discovery').map(({ facts }) => ({ facts, member: 'issuer' })),
      ...recognised('protected_resource_metadata').map(({ facts }) => ({ facts, member: 'resource' })),
    ].flatMap(({ facts, member }) => {
      const { json } = facts.answer();
      const named = ownString(json, member);
      const from = identifiersOf(facts.exchange.url);
      return isObject(json) && named && from && facts.exchange.status === 200
        ? [{ exchange: facts.exchange, member, named, from }]
        : [];
    });
    if (documents.length === 0) return undefined;
    return documents
      .filter(({ named, from }) => !from.some((identifier) => sameIssuer(named, identifier)))
      .map(({ exchange, member, named }) => {
        const vendor = vendorWith('issuer-elsewhere', exchange.url);
        const text = say`The metadata’s ${member} is not the address that it was fetched from${vendor ? say`, as is usual at ${vendor}` : ''}.`;
        const problem = proved(
          text,
          atExchange(exchange),
          atExchange(exchange, `${member}: ${named.slice(0, 200)}`),
        );
        return {
          ...(vendor ? graded('information', problem) : problem),
          flowId: stepOf(exchange.id)?.flow.id,
        };
      });
  },
});
