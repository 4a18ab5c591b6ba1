import { atParameter, flowCheck, openidCore, proved } from '../../../checks/authoring';

export const offlineAccessConsent = flowCheck({
  id: 'oauth/offline-access-consent',
  title: 'offline_access is asked for with prompt=consent',
  severity: 'information',
  spec: openidCore('11'),
  explanation:
    'The scope offline_access asks for a refresh token that outlives the session. OpenID Connect wants the user asked each time, and servers may ignore the scope otherwise. Several providers do not insist.',
  mend: 'If no refresh token comes, add prompt=consent.',
  evaluate({ asked }) {
    const scope = asked?.parameter('scope');
    if (!asked?.complete || !scope?.value.split(/[\s,+]+/).includes('offline_access')) return undefined;
    return asked.value('prompt')?.split(/\s+/).includes('consent')
      ? []
      : [
          proved(
            'offline_access is asked for without prompt=consent.',
            atParameter(asked.carrier('scope'), scope),
          ),
        ];
  },
});
