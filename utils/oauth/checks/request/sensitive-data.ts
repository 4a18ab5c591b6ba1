import { atStep, flowCheck, inferred, oauth21, proved, say, short } from '../../../checks/authoring';
import { decodeBase64Url, decodeUtf8 } from '../../encoding';
import { isRedacted } from '../../redacted-form';

const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}/;
const PASSWORD = /["']?\b(?:password|passwd|secret)["']?\s*[:=]\s*["']?[^\s"'&]/i;

/** A mark of redaction, as it stands in text and within base64. */
const REPLACED = /\[redacted [\w-]{16}|redacted-[\w-]{16}/;

/** The text, and what it says if it is base64 of JSON; an opaque value stays opaque. */
function readings(value: string): string[] {
  const text = short(value, 65_536);
  const bytes = text.length >= 16 ? decodeBase64Url(text) : undefined;
  const decoded = bytes && decodeUtf8(bytes);
  return decoded && /^\s*[{[]/.test(decoded) ? [text, decoded] : [text];
}

export const sensitiveData = flowCheck({
  id: 'oauth/sensitive-data',
  title: 'state and scope hold no personal data or credentials',
  severity: 'should',
  spec: oauth21('4.1.1'),
  explanation:
    'The authorization request is a URL: it stands in the browser’s history, in logs of servers and proxies. What state and scope carry is readable there by people it is not meant for, unless it is opaque.',
  mend: 'Keep the data at the client, and send a random handle to it in state.',
  evaluate({ asked, context }) {
    if (!asked) return undefined;
    const parameters = ['state', 'scope'].flatMap((name) => asked.parameter(name) ?? []);
    if (parameters.length === 0) return undefined;
    return parameters.flatMap(({ name, value }) => {
      const step = asked.carrier(name);
      for (const text of readings(value)) {
        if (context.tokenOf(text)) return [proved(say`${name} is a token.`, atStep(step, `${name}=••••••`))];
        if (PASSWORD.test(text))
          return [
            inferred(say`${name} seems to carry a password or secret.`, atStep(step, `${name}=••••••`)),
          ];
        if (REPLACED.test(text) && !isRedacted(text))
          return [
            inferred(
              say`${name} carried what redaction replaced: personal data or a credential.`,
              atStep(step, `${name}=••••••`),
            ),
          ];
        const email = EMAIL.exec(text)?.[0];
        if (email)
          return [
            inferred(
              say`${name} carries what looks like an e-mail address.`,
              atStep(step, `${name}=…${email.slice(0, 2)}•••@${email.split('@')[1]}…`),
            ),
          ];
      }
      return [];
    });
  },
});
