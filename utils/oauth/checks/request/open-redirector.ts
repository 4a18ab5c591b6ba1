import { atParameter, flowCheck, inferred, rfc, say } from '../../../checks/authoring';
import { originOf, readUrl } from '../../url';

export const openRedirector = flowCheck({
  id: 'oauth/open-redirector',
  title: 'The redirect URI does not seem to send the browser on elsewhere',
  severity: 'information',
  spec: rfc(9700, '4.11.1'),
  explanation:
    'A redirect URI that carries another address in its query may pass the browser on to it, together with the code. Whether it does, only the client knows: this is a hint to look.',
  mend: 'Keep the place to return to at the client, and allow only addresses of its own.',
  evaluate({ asked }) {
    const redirectUri = asked?.parameter('redirect_uri');
    const url = redirectUri && readUrl(redirectUri.value);
    if (!asked || !url) return undefined;
    const nested = url.query.find(
      ([, value]) => /^https?:\/\//i.test(value) && originOf(value) !== url.origin,
    );
    return nested
      ? [
          inferred(
            say`redirect_uri carries the address of another site in “${nested[0].slice(0, 40)}”.`,
            atParameter(asked.carrier('redirect_uri'), redirectUri),
          ),
        ]
      : [];
  },
});
