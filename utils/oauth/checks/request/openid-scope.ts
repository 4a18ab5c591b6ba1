import { atParameter, atTitle, flowCheck, openidCore, proved, vendorWith } from '../../../checks/authoring';

export const openidScope = flowCheck({
  id: 'oauth/openid-scope',
  title: 'scope has “openid” where an ID token is asked for',
  severity: 'must',
  spec: openidCore('3.1.2.1'),
  explanation:
    'The scope “openid” is what makes a request an OpenID Connect request. Without it a server is free to ignore that an ID token is wanted.',
  mend: 'Add openid to scope.',
  evaluate({ flow, asked, exchange }) {
    if (!asked?.complete || !flow.responseType.includes('id_token')) return undefined;
    if (vendorWith('no-openid-scope', exchange(asked.step)?.url)) return [];
    const scope = asked.parameter('scope');
    if (scope?.value.split(/[\s,+]+/).includes('openid')) return [];
    const at = scope ? atParameter(asked.carrier('scope'), scope) : atTitle(asked.step);
    return [proved('An ID token is asked for without the scope “openid”.', at)];
  },
});
