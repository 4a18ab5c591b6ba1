import { atParameter, flowCheck, proved, rfc, say } from '../../../checks/authoring';

export const pkceChallengeFormat = flowCheck({
  id: 'oauth/pkce-challenge-format',
  title: 'The PKCE challenge is well-formed',
  severity: 'must',
  spec: rfc(7636, '4.2'),
  explanation:
    'An S256 challenge is the base64url of 32 bytes: 43 letters, digits, “-” or “_”, without padding. Another form is usually a mistake in the encoding (hex, ordinary base64, a trailing “=”), and the token request will then fail.',
  mend: 'Encode the raw SHA-256 bytes as base64url and cut off the padding.',
  evaluate({ asked }) {
    const challenge = asked?.parameter('code_challenge');
    if (!asked || !challenge || challenge.value.startsWith('[redacted ')) return undefined;
    const hashed = asked.value('code_challenge_method') === 'S256';
    const form = hashed ? /^[A-Za-z0-9_-]{43}$/ : /^[A-Za-z0-9._~-]{43,128}$/;
    if (form.test(challenge.value)) return [];
    const text = hashed
      ? say`An S256 challenge is 43 base64url characters; this one has ${challenge.value.length} characters${/[^A-Za-z0-9_-]/.test(challenge.value) ? ', some of which do not belong there' : ''}.`
      : 'A plain challenge is 43 to 128 unreserved characters; this one is not.';
    return [proved(text, atParameter(asked.carrier('code_challenge'), challenge))];
  },
});
