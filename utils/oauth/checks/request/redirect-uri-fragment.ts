import { atParameter, flowCheck, proved, rfc } from '../../../checks/authoring';

export const redirectUriFragment = flowCheck({
  id: 'oauth/redirect-uri-fragment',
  title: 'The redirect URI has no fragment',
  severity: 'must',
  spec: rfc(6749, '3.1.2'),
  explanation:
    'The part after “#” is where some response modes put the answer. A redirect URI that has one of its own breaks them, and servers must refuse it.',
  mend: 'Register a redirect URI without “#”; a hash-routed page can use a plain path for its callback.',
  evaluate({ asked }) {
    const redirectUri = asked?.parameter('redirect_uri');
    if (!asked || !redirectUri) return undefined;
    return redirectUri.value.includes('#')
      ? [proved('redirect_uri has a fragment.', atParameter(asked.carrier('redirect_uri'), redirectUri))]
      : [];
  },
});
