import { atExchange, proved, rfc, sessionCheck } from '../../../checks/authoring';

export const metadataPkce = sessionCheck({
  id: 'oauth/metadata-pkce',
  title: 'The server says that it supports PKCE',
  severity: 'should',
  spec: rfc(9700, '2.1.1'),
  explanation:
    'A client must be able to find out whether the server checks the PKCE verifier at all; one that does not ignores it silently. code_challenge_methods_supported in the metadata tells.',
  mend: 'At the server: publish "code_challenge_methods_supported": ["S256"].',
  evaluate({ allMetadata, stepOf }) {
    const servers = allMetadata.filter(({ json }) => {
      const types = json.response_types_supported;
      const code =
        !Array.isArray(types) ||
        types.some((type) => typeof type === 'string' && type.split(' ').includes('code'));
      return typeof json.authorization_endpoint === 'string' && code;
    });
    if (servers.length === 0) return undefined;
    return servers
      .filter(
        ({ json }) =>
          !(
            Array.isArray(json.code_challenge_methods_supported) &&
            json.code_challenge_methods_supported.includes('S256')
          ),
      )
      .map(({ exchange, json }) => ({
        ...proved(
          'The metadata does not say that the server supports PKCE with S256.',
          atExchange(
            exchange,
            `code_challenge_methods_supported: ${(JSON.stringify(json.code_challenge_methods_supported) ?? 'missing').slice(0, 100)}`,
          ),
        ),
        flowId: stepOf(exchange.id)?.flow.id,
      }));
  },
});
