import { atStep, flowCheck, proved, rfc, say } from '../../../checks/authoring';
import { lengthText } from '../clock';

const DAY = 86_400_000;

export const tokenLifetime = flowCheck({
  id: 'oauth/token-lifetime',
  title: 'Access tokens are short-lived',
  severity: 'information',
  spec: rfc(6819, '5.1.5.3'),
  explanation:
    'A stolen access token can be used until it expires, and most servers cannot call it back. Minutes to an hour are usual; a refresh token does the rest.',
  mend: 'Shorten the lifetime at the server and use refresh tokens.',
  evaluate({ flow, tokens }) {
    const lived = tokens.flatMap((token) =>
      token.kind === 'access' && token.issuedAt !== undefined && token.expiresAt !== undefined
        ? [{ token, life: token.expiresAt - token.issuedAt }]
        : [],
    );
    if (lived.length === 0) return undefined;
    return lived
      .filter(({ life }) => life > DAY)
      .map(({ token, life }) => {
        const step = flow.steps.find(({ id }) => id === token.issuedBy) ?? flow.steps[0]!;
        return proved(say`The access token is good for ${lengthText(life)}.`, {
          ...atStep(step, `lifetime ${lengthText(life)}`),
          tokenId: token.id,
        });
      });
  },
});
