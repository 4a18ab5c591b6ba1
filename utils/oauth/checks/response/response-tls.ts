import { atStep, flowCheck, isPlainText, proved, quoteUrl, rfc } from '../../../checks/authoring';

export const responseTls = flowCheck({
  id: 'oauth/response-tls',
  title: 'The response does not travel over plain http, this machine aside',
  severity: 'must',
  spec: rfc(9700, '2.6'),
  explanation:
    'The answer carries the code or the tokens. Over http everybody on the way to the client can take them.',
  mend: 'Serve the callback over https, and register only that address.',
  evaluate({ steps, exchange }) {
    const responses = steps('authorization_response');
    if (responses.length === 0) return undefined;
    return responses.flatMap((step) => {
      const seen = exchange(step);
      const url = step.title.startsWith('Redirect to') ? (seen?.redirectUrl ?? '') : (seen?.url ?? '');
      return isPlainText(url)
        ? [proved('The authorization response went over unencrypted http.', atStep(step, quoteUrl(url)))]
        : [];
    });
  },
});
