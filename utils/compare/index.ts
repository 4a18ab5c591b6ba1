import type { CheckReport } from '../checks/model';
import type { Session } from '../session/model';
import { compareFlows } from './flows';
import type { Comparison, Difference, Pair, Standing } from './model';
import { compareSockets } from './sockets';

export type { Comparison, Difference, Pair, Standing } from './model';

export interface Compared {
  session: Session;
  /** What the checks say of it. */
  report?: CheckReport;
}

const ORDER: readonly Standing[] = ['only-here', 'only-there', 'differs', 'same'];

/**
 * Holds two sessions against each other: connections and flows beside their counterparts, findings of one only; what
 * differs comes first. What differs at every run (times, ids, tokens) is no difference.
 */
export function compareSessions(here: Compared, there: Compared): Comparison {
  const pairs = [
    ...compareFlows(here.session, there.session),
    ...compareSockets(here.session, there.session),
    ...compareFindings(here.report, there.report),
  ];
  pairs.sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing));
  return { pairs, whole: wholes(here, there) };
}

/** Checks that found something in one of the sessions only, or another number of times. */
function compareFindings(here: CheckReport | undefined, there: CheckReport | undefined): Pair[] {
  if (!here || !there) return [];
  const count = ({ findings }: CheckReport) => Map.groupBy(findings, ({ checkId }) => checkId);
  const a = count(here);
  const b = count(there);
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((checkId): Pair[] => {
    const [mine = [], others = []] = [a.get(checkId), b.get(checkId)];
    if (mine.length === others.length) return [];
    const name = (mine[0] ?? others[0])!.title;
    const standing: Standing =
      others.length === 0 ? 'only-here' : mine.length === 0 ? 'only-there' : 'differs';
    return [
      {
        kind: 'finding',
        name,
        standing,
        ...(mine[0] && { here: { id: mine[0].key, label: `${mine.length}` } }),
        ...(others[0] && { there: { id: others[0].key, label: `${others.length}` } }),
        // How many there are says it.
        differences: [],
      },
    ];
  });
}

function wholes({ session: here }: Compared, { session: there }: Compared): Difference[] {
  const facts = (session: Session): [string, string][] => [
    ['flows', `${session.flows.length}`],
    ['sockets', `${session.sockets.length}`],
    ['failedFlows', `${session.flows.filter(({ state }) => state.phase === 'failed').length}`],
    ['badCloses', `${session.sockets.filter(({ state }) => 'code' in state && state.code !== 1000).length}`],
  ];
  const other = facts(there);
  return facts(here).flatMap(([what, value], i) =>
    value === other[i]![1] ? [] : [{ what, here: value, there: other[i]![1] }],
  );
}
