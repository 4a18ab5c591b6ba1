import { atExchange, atStep, flowCheck, inferred, proved, rfc } from '../../../checks/authoring';
import { factsOf } from '../../facts';

const CREDENTIAL = /pass(?:word|wd)?|^pwd$|^pin$|otp|secret/i;

/** A client may post its authorization request (OIDC Core §3.1.2.1), which a server may hand on before it asks who the user is. */
function isRequestOfClient(form: readonly (readonly [string, string])[]): boolean {
  const names = new Set(form.map(([name]) => name));
  return names.has('client_id') && (names.has('response_type') || names.has('request_uri'));
}

export const credentialRedirect = flowCheck({
  id: 'oauth/credential-redirect',
  title: 'No redirect sends the user’s password on (307, 308)',
  severity: 'must',
  spec: rfc(9700, '4.12'),
  explanation:
    'After 307 or 308 the browser posts the same form again to the next address. If the sign-in page redirects so, the client receives the user’s name and password.',
  mend: 'Answer the sign-in form with 303 See Other.',
  evaluate({ steps, exchange, context }) {
    const posts = steps('authorization_request', 'authorization_interaction').flatMap((step) => {
      const seen = exchange(step);
      return seen?.method === 'POST' && (seen.status ?? 0) >= 300 && seen.status! < 400
        ? [{ step, seen }]
        : [];
    });
    if (posts.length === 0) return undefined;
    return posts.flatMap(({ step, seen }) => {
      if (seen.status !== 307 && seen.status !== 308) return [];
      const next = context.exchange(`${seen.requestId}:${seen.hop + 1}`);
      const carried = next ? (factsOf(next)?.form ?? []) : [];
      if (next?.method !== 'POST' || carried.length === 0) return [];
      const at = [atStep(step, `${seen.status} after POST`), atExchange(next)];
      if (carried.some(([name]) => CREDENTIAL.test(name)))
        return [proved('The form with the user’s password was posted on to the next address.', ...at)];
      if (isRequestOfClient(carried)) return [];
      return [inferred('The sign-in form was posted on to the next address.', ...at)];
    });
  },
});
