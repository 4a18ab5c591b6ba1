import { atParameter, flowCheck, multipleResponseTypes, proved } from '../../../checks/authoring';

export const queryWithToken = flowCheck({
  id: 'oauth/query-with-token',
  title: 'Tokens are not asked for in the query',
  severity: 'must',
  spec: multipleResponseTypes('5'),
  explanation:
    'The query of a URL goes to the server, into its logs and into Referer headers. Tokens that come by redirect belong into the fragment or into a form, and servers must refuse response_mode=query for them.',
  mend: 'Leave response_mode out, or use fragment or form_post; best, ask for a code only.',
  evaluate({ flow, asked }) {
    const front = flow.responseType.includes('token') || flow.responseType.includes('id_token');
    if (!asked || !front) return undefined;
    const mode = asked.parameter('response_mode');
    return mode?.value === 'query'
      ? [
          proved(
            'A token is asked for with response_mode=query.',
            atParameter(asked.carrier('response_mode'), mode),
          ),
        ]
      : [];
  },
});
