import { atTitle, flowCheck, graded, proved, rfc } from '../../../checks/authoring';

/** What was under way, or in another tab, when the new one came (ms). */
const RACE = 10_000;

export const registrationTokenReplaced = flowCheck({
  id: 'oauth/registration-token-replaced',
  title: 'A registration access token that was replaced is not used again',
  severity: 'must',
  spec: rfc(7592, '2.1'),
  explanation:
    'Reading or changing a registration may bring a new registration access token. The client has to throw the old one away at once: most servers take it no more, and a client that has kept only the old one can never manage its registration again.',
  mend: 'Store the registration_access_token of every answer, in place of the one before.',
  evaluate({ flow, tokens, token }) {
    const replaced = tokens.flatMap((old) => {
      const next = old.childIds.map(token).find((child) => child?.kind === 'registration');
      return old.kind === 'registration' && next?.issuedAt !== undefined ? [{ old, next }] : [];
    });
    if (replaced.length === 0) return undefined;
    return replaced.flatMap(({ old, next }) => {
      const brought = flow.steps.find(({ id }) => id === next.issuedBy);
      return old.uses.flatMap(({ at, stepId }) => {
        const step = flow.steps.find(({ id }) => id === stepId);
        const late = at - next.issuedAt!;
        if (!step || !brought || late <= 0) return [];
        const problem = proved(
          'A registration access token was used after an answer had brought a new one.',
          { ...atTitle(step), tokenId: old.id },
          { ...atTitle(brought), tokenId: next.id },
        );
        return [late < RACE ? graded('information', problem) : problem];
      });
    });
  },
});
