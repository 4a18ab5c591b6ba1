import { atStep, flowCheck, proved, quoteValue, rfc, say } from '../../../checks/authoring';

/** RFC 6749 §4.1.2.1: %x20-21 / %x23-5B / %x5D-7E. */
const ALLOWED = /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/;

export const errorCharacters = flowCheck({
  id: 'oauth/error-characters',
  title: 'Errors keep to the characters that are allowed',
  severity: 'must',
  spec: rfc(6749, '4.1.2.1'),
  explanation:
    'error and error_description are for programs and developers: printable ASCII without quotation mark and backslash. Others break parsers, headers and logs that rely on it.',
  mend: 'Keep localized text for pages; put plain ASCII into error_description.',
  evaluate({ steps }) {
    const failed = steps(
      'authorization_response',
      'token_request',
      'refresh_request',
      'pushed_authorization_request',
    ).filter(({ response }) => response.some(({ name }) => name === 'error'));
    if (failed.length === 0) return undefined;
    return failed.flatMap((step) =>
      step.response
        .filter(
          ({ name, value }) => (name === 'error' || name === 'error_description') && !ALLOWED.test(value),
        )
        .map(({ name, value }) =>
          proved(
            say`${name} has characters that are not allowed there.`,
            atStep(step, quoteValue(name, value, false)),
          ),
        ),
    );
  },
});
