import { atStep, inferred, quoteUrl, rfc, sessionCheck } from '../../../checks/authoring';
import { readUrl, valueIn } from '../../url';

/** A page needs a moment to redeem the code and tidy up. */
const PATIENCE = 10_000;

export const codeInAddressBar = sessionCheck({
  id: 'oauth/code-in-address-bar',
  title: 'The code is removed from the address bar',
  severity: 'information',
  spec: rfc(9700, '4.3.1'),
  explanation:
    'A code that stays in the address bar is reloaded, bookmarked, copied and kept in the history. It was used once and is worth nothing then, but reloading the page fails, and people read it as a secret.',
  mend: 'After the code is redeemed, call history.replaceState with the address without the query.',
  evaluate({ session, flows }) {
    const { navigations, span } = session;
    const landed = flows.flatMap(({ flow }) => {
      if (flow.surface !== 'tab') return [];
      return flow.steps.flatMap((step) => {
        const code =
          step.kind === 'authorization_response'
            ? step.response.find(({ name, place }) => name === 'code' && place !== 'request-body')
            : undefined;
        const at = navigations.findIndex(({ url }) => code !== undefined && hasCode(url, code.value));
        return code && at >= 0 ? [{ flow, step, code: code.value, at }] : [];
      });
    });
    if (landed.length === 0) return undefined;
    // A reload brings the same code again.
    const once = landed.filter(
      ({ code }, index) => landed.findIndex((other) => other.code === code) === index,
    );
    return once.flatMap(({ flow, step, code, at }) => {
      const { place, url, at: since } = navigations[at]!;
      const later = navigations
        .slice(at + 1)
        .filter(({ place: { tabId, frameId } }) => tabId === place.tabId && frameId === place.frameId);
      const gone = later.some((next) => !hasCode(next.url, code)) || (span?.to ?? 0) - since < PATIENCE;
      return gone
        ? []
        : [
            {
              ...inferred(
                'The code still stands in the address bar after ten seconds.',
                atStep(step, quoteUrl(url)),
              ),
              flowId: flow.id,
            },
          ];
    });
  },
});

function hasCode(url: string, code: string): boolean {
  const read = url.includes('code=') ? readUrl(url) : undefined;
  return (
    read !== undefined && (valueIn(read.query, 'code') === code || valueIn(read.fragment, 'code') === code)
  );
}
