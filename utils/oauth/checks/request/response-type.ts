import {
  atParameter,
  atTitle,
  flowCheck,
  graded,
  inferred,
  proved,
  rfc,
  say,
  vendorWith,
} from '../../../checks/authoring';

const KNOWN: ReadonlySet<string> = new Set(['code', 'token', 'id_token', 'none', 'vp_token']);

export const responseType = flowCheck({
  id: 'oauth/response-type',
  title: 'response_type is there and known',
  severity: 'must',
  spec: rfc(6749, '3.1.1'),
  explanation:
    'response_type tells the server what the client wants back: a code, tokens, or both. Without it the server has to guess or refuse. With a pushed request or a request object it stands there instead of in the URL.',
  mend: 'Send response_type=code.',
  evaluate({ asked, steps, exchange }) {
    if (!asked?.complete) return undefined;
    const parameter = asked.parameter('response_type');
    const answered = steps('authorization_response').some(({ outcome }) => outcome.state === 'ok');
    if (!parameter) {
      const vendor = vendorWith('no-response-type', exchange(asked.step)?.url);
      const text = vendor
        ? say`response_type is missing, as ${vendor} documents it.`
        : 'The authorization request has no response_type.';
      const problem = proved(text, atTitle(asked.step));
      return [vendor || answered ? graded('information', problem) : problem];
    }
    const strange = parameter.value.split(/[\s,+]+/).filter((part) => part !== '' && !KNOWN.has(part));
    if (strange.length === 0) return [];
    const problem = inferred(
      say`response_type asks for something that no specification names: ${strange.join(' ').slice(0, 80)}.`,
      atParameter(asked.carrier('response_type'), parameter),
    );
    // A provider's own type that its own server answers is no mistake.
    return [answered ? graded('information', problem) : problem];
  },
});
