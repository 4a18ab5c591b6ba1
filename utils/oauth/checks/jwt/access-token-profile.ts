import { flowCheck, proved, rfc, say } from '../../../checks/authoring';
import { atClaim } from './id-tokens';

const CLAIMS = ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'];

export const accessTokenProfile = flowCheck({
  id: 'oauth/access-token-profile',
  title: 'JWT access tokens follow the common profile',
  severity: 'information',
  spec: rfc(9068, '2'),
  explanation:
    'The profile (typ at+jwt and seven claims) lets any API check any server’s access tokens, and keeps ID tokens from passing as access tokens. Many servers are older than it.',
  mend: 'At the server: switch the RFC 9068 profile on.',
  evaluate({ flow, tokens }) {
    const access = tokens.flatMap((token) => {
      const step = flow.steps.find(({ id }) => id === token.issuedBy);
      return token.kind === 'access' && token.claims && step ? [{ token, step, claims: token.claims }] : [];
    });
    if (access.length === 0) return undefined;
    return access.flatMap(({ token, step, claims }) => {
      const typed = /^(?:application\/)?at\+jwt$/i.test(String(token.header?.typ));
      const missing = CLAIMS.filter((name) => !Object.hasOwn(claims, name));
      if (typed && missing.length === 0) return [];
      const text = [
        typed ? '' : 'typ is not at+jwt',
        missing.length ? say`${missing.join(', ')} missing` : '',
      ]
        .filter(Boolean)
        .join('; ');
      return [
        proved(
          say`The access token is a JWT of another form: ${text}.`,
          atClaim({ token, step }, 'typ', token.header?.typ),
        ),
      ];
    });
  },
});
