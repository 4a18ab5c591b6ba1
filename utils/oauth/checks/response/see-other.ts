import { atStep, flowCheck, proved, rfc, say } from '../../../checks/authoring';

export const seeOther = flowCheck({
  id: 'oauth/see-other',
  title: 'The sign-in form is answered with 303',
  severity: 'information',
  spec: rfc(9700, '4.12'),
  explanation:
    'Only 303 See Other says plainly “go there with GET and without the form”. Browsers treat 302 so too, though its definition leaves it open.',
  mend: 'Use 303 for redirects after a form.',
  evaluate({ steps, exchange }) {
    const posts = steps('authorization_request', 'authorization_interaction').flatMap((step) => {
      const { method, status = 0 } = exchange(step) ?? {};
      return method === 'POST' && status >= 300 && status < 400 ? [{ step, status }] : [];
    });
    if (posts.length === 0) return undefined;
    return posts
      .filter(({ status }) => status === 301 || status === 302)
      .map(({ step, status }) =>
        proved(
          say`A form was answered with ${status}; 303 is the clear word.`,
          atStep(step, `${status} after POST`),
        ),
      );
  },
});
