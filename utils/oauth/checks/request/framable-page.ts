import { atStep, flowCheck, graded, headerOf, inferred, proved, rfc } from '../../../checks/authoring';
import type { Header } from '../../../session/observations';

export const framablePage = flowCheck({
  id: 'oauth/framable-page',
  title: 'Sign-in and consent pages cannot be framed',
  severity: 'must',
  spec: rfc(9700, '4.16'),
  explanation:
    'If another site can put the sign-in or consent page into a frame, it can lay it invisibly under its own buttons and have the user click “allow” (clickjacking). Hidden frames for silent sign-in have to be framable and are left alone.',
  mend: 'Send Content-Security-Policy: frame-ancestors ’none’ (and X-Frame-Options: DENY for old browsers) with these pages.',
  evaluate({ steps, exchange, asked }) {
    if (asked?.value('prompt')?.split(/\s+/).includes('none')) return undefined;
    const mode = asked?.value('response_mode') ?? '';
    const pages = steps('authorization_request', 'authorization_interaction').flatMap((step) => {
      const seen = exchange(step);
      const html = /\bhtml\b/i.test(headerOf(seen?.responseHeaders, 'content-type') ?? '');
      return seen?.type === 'main_frame' && seen.status === 200 && html ? [{ step, seen }] : [];
    });
    // The page that posts the answer to the client by itself has nothing to click.
    const posted = steps('authorization_response').find((step) => exchange(step)?.method === 'POST');
    const shown = posted
      ? pages.filter(({ step }) => step !== pages.findLast((page) => page.step.at <= posted.at)?.step)
      : pages;
    if (shown.length === 0 || mode.includes('message')) return undefined;
    return shown
      .filter(({ seen }) => !forbidsFraming(seen.responseHeaders ?? []))
      .slice(0, 3)
      .map(({ step }) => {
        const at = atStep(step, 'no X-Frame-Options, no frame-ancestors');
        const submitted = steps('authorization_interaction').some(
          (next) => next.at > step.at && exchange(next)?.method === 'POST',
        );
        return submitted
          ? proved('This page can be put into a frame by any site.', at)
          : graded(
              'information',
              inferred('This page can be put into a frame by any site, if it asks the user anything.', at),
            );
      });
  },
});

function forbidsFraming(headers: readonly Header[]): boolean {
  const policies = headers.filter(({ name }) => /^content-security-policy$/i.test(name));
  return (
    policies.some(({ value }) => /\bframe-ancestors\b/i.test(value)) ||
    headerOf(headers, 'x-frame-options') !== undefined
  );
}
