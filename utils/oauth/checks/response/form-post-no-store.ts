import { atStep, flowCheck, formPost, headerOf, proved } from '../../../checks/authoring';

export const formPostNoStore = flowCheck({
  id: 'oauth/form-post-no-store',
  title: 'The page that posts the response is not stored',
  severity: 'should',
  spec: formPost('2'),
  explanation:
    'With response_mode=form_post the server answers a page with a hidden form that holds the code or tokens and sends itself. If the browser may keep that page, the values lie in its cache, and “back” sends them again.',
  mend: 'Send Cache-Control: no-cache, no-store with that page.',
  evaluate({ flow, steps, exchange }) {
    if (!flow.responseMode?.startsWith('form_post')) return undefined;
    const response = steps('authorization_response').find((step) => exchange(step)?.method === 'POST');
    if (!response) return undefined;
    const page = steps('authorization_request', 'authorization_interaction').findLast(
      (step) => step.at <= response.at && exchange(step)?.status === 200,
    );
    const headers = page && exchange(page)?.responseHeaders;
    if (!page || !headers) return undefined;
    const policy = headerOf(headers, 'cache-control') ?? '';
    if (/\bno-store\b/i.test(policy)) return [];
    const quote = policy ? `Cache-Control: ${policy.slice(0, 100)}` : 'no Cache-Control';
    return [proved('The page with the response in its form may be stored.', atStep(page, quote))];
  },
});
