import { atParameter, flowCheck, proved, rfc, say } from '../../../checks/authoring';

/** Schemes that a browser or a registry gives out: no other app can take them. */
const OWN = /^(?:https?|urn|chrome-extension|moz-extension|safari-web-extension|ms-appx-web):/i;

export const customScheme = flowCheck({
  id: 'oauth/custom-scheme',
  title: 'A private URL scheme has a domain name in it',
  severity: 'must',
  spec: rfc(8252, '7.1'),
  explanation:
    'Any app can register any URL scheme on a device. One made of a domain turned round (com.example.app) at least keeps honest apps from colliding; a short word such as “myapp” does not, and another app may receive the code.',
  mend: 'Use a scheme such as com.example.app:/callback, or better an https link that the app has claimed.',
  evaluate({ asked }) {
    const redirectUri = asked?.parameter('redirect_uri');
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(redirectUri?.value ?? '')?.[1];
    if (!asked || !redirectUri || !scheme || /^https?$/i.test(scheme)) return undefined;
    if (scheme.includes('.') || OWN.test(redirectUri.value)) return [];
    return [
      proved(
        say`The scheme “${scheme.slice(0, 40)}” has no domain name in it.`,
        atParameter(asked.carrier('redirect_uri'), redirectUri),
      ),
    ];
  },
});
