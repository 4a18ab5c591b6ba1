import { atStep, fetchStandard, flowCheck, headerOf, inferred, proved } from '../../../checks/authoring';
import { originOf } from '../../url';

export const tokenCors = flowCheck({
  id: 'oauth/token-cors',
  title: 'The page may read the token endpoint’s answer (CORS)',
  severity: 'information',
  spec: fetchStandard('HTTP CORS protocol'),
  explanation:
    'A page may read another site’s answer only if that site allows it with Access-Control-Allow-Origin. If not, the page sees nothing but “network error”, though the server may well have answered with tokens.',
  mend: 'Allow the page’s origin at the server (often “allowed web origins” of the client’s registration).',
  evaluate({ steps, exchange }) {
    const crossed = steps('token_request', 'refresh_request').flatMap((step) => {
      const seen = exchange(step);
      const from = originOf(seen?.initiator);
      return seen &&
        from &&
        from !== originOf(seen.url) &&
        (seen.type === 'xmlhttprequest' || seen.type === 'fetch')
        ? [{ step, seen, from }]
        : [];
    });
    if (crossed.length === 0) return undefined;
    return crossed.flatMap(({ step, seen, from }) => {
      const allowed = headerOf(seen.responseHeaders, 'access-control-allow-origin');
      const covers = allowed === '*' || allowed === from;
      const withheld = seen.responseBody?.state === 'unavailable' && seen.responseBody.reason === 'cors';
      if (
        seen.status !== undefined &&
        seen.responseHeaders?.length &&
        !covers &&
        (seen.error !== undefined || withheld)
      )
        return [
          proved(
            'The server answered, and the browser withheld the answer from the page: its origin is not allowed.',
            atStep(step, `Access-Control-Allow-Origin: ${allowed?.slice(0, 100) ?? 'none'}`),
          ),
        ];
      const blocked =
        seen.status === undefined && /ERR_FAILED|ERR_BLOCKED_BY_RESPONSE|NS_ERROR_DOM/.test(seen.error ?? '');
      return blocked
        ? [
            inferred(
              'The request failed in the way that a refused CORS check does.',
              atStep(step, seen.error!.slice(0, 80)),
            ),
          ]
        : [];
    });
  },
});
