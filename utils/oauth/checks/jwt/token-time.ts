import { flowCheck, graded, openidCore, type Problem, proved, say } from '../../../checks/authoring';
import type { JsonObject } from '../../encoding';
import type { Step, Token } from '../../model';
import { numberIn } from '../claims';
import { lengthText, type Moment, momentOf, mustBeAhead, mustHaveCome } from '../clock';
import { atClaim } from './id-tokens';

const RULES = [
  ['iat', mustHaveCome, 'was issued in the future'],
  ['nbf', mustHaveCome, 'is not yet good'],
  ['exp', mustBeAhead, 'had already expired when it came'],
] as const;

function judge(token: Token, claims: JsonObject, step: Step, moment: Moment): Problem[] {
  return RULES.flatMap(([name, rule, text]): Problem[] => {
    const time = numberIn(claims, name);
    if (time === undefined || (name === 'exp' && time === 0)) return [];
    const timing = rule(time * 1000, moment);
    if (timing.state === 'fine') return [];
    const at = atClaim({ token, step }, name, time);
    if (timing.state === 'local-clock-off') {
      const off = say`This machine’s clock differs from the server’s by ${lengthText(timing.by)}; by the server’s the token is right.`;
      return [graded('information', proved(off, at))];
    }
    const clock = timing.judgedBy === 'server' ? 'by the server’s own clock' : 'by this machine’s clock';
    const problem = proved(
      say`The ${token.kind === 'id' ? 'ID' : 'access'} token ${text}: ${lengthText(timing.by)}, ${clock}.`,
      at,
    );
    return [timing.judgedBy === 'server' ? problem : { ...problem, confidence: 'inferred' }];
  });
}

export const tokenTime = flowCheck({
  id: 'oauth/token-time',
  title: 'Tokens are good at the time they come',
  severity: 'must',
  spec: openidCore('2'),
  explanation:
    'iat, nbf and exp say from when until when a token is good. Clients refuse one that lies outside; five minutes are allowed for clocks that differ. Judged by the server’s Date header as well as by this machine’s clock, which may be the one that is off.',
  mend: 'Set the clocks of the server and of this machine (NTP).',
  evaluate({ flow, tokens, exchange }) {
    const timed = tokens.flatMap((token) => {
      const step = flow.steps.find(({ id }) => id === token.issuedBy);
      const seen = step && exchange(step);
      return (token.kind === 'id' || token.kind === 'access') && token.claims && seen
        ? [{ token, claims: token.claims, step, moment: momentOf(seen) }]
        : [];
    });
    if (timed.length === 0) return undefined;
    return timed.flatMap(({ token, claims, step, moment }) => judge(token, claims, step, moment));
  },
});
