import { atTitle, flowCheck, graded, openidCore, proved } from '../../../checks/authoring';

export const nonceFrontChannel = flowCheck({
  id: 'oauth/nonce-front-channel',
  title: 'An ID token sent by redirect is asked for with a nonce',
  severity: 'must',
  spec: openidCore('3.2.2.1'),
  explanation:
    'An ID token in the address bar could be an old one that somebody puts there again. The nonce, a random value that comes back inside the token, shows that it was made for this very sign-in.',
  mend: 'Send a random nonce and compare it with the ID token’s.',
  evaluate({ flow, asked }) {
    if (!asked?.complete) return undefined;
    const front = flow.responseType.includes('id_token');
    const openid =
      asked
        .value('scope')
        ?.split(/[\s,+]+/)
        .includes('openid') ?? false;
    if (!front && !openid) return undefined;
    if (asked.value('nonce')) return [];
    if (front) return [proved('An ID token is asked for by redirect, without a nonce.', atTitle(asked.step))];
    if (asked.value('code_challenge')) return [];
    return [
      graded(
        'information',
        proved('No nonce is sent. It is optional with a code, and would protect it.', atTitle(asked.step)),
      ),
    ];
  },
});
