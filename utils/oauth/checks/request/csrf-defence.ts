import { atTitle, flowCheck, proved, rfc } from '../../../checks/authoring';

export const csrfDefence = flowCheck({
  id: 'oauth/csrf-defence',
  title: 'The response is tied to the request (PKCE, nonce or state)',
  severity: 'must',
  spec: rfc(9700, '4.7.1'),
  explanation:
    'Without any of the three, somebody can make the user’s browser finish a sign-in that an attacker began: the user then works in the attacker’s account. Any one of them is enough, so a missing state alone is no fault.',
  mend: 'Send a code_challenge (PKCE); for an OpenID Connect flow a nonce does it too.',
  evaluate({ asked }) {
    if (!asked?.complete) return undefined;
    const tied = ['code_challenge', 'nonce', 'state'].some((name) => asked.value(name) !== undefined);
    return tied
      ? []
      : [
          proved(
            'Nothing ties the answer to this request: no code_challenge, no nonce, no state.',
            atTitle(asked.step),
          ),
        ];
  },
});
