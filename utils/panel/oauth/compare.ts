import { t } from '../../i18n';
import { compareFlows, type FlowComparison } from '../../oauth';
import type { Flow } from '../../oauth/model';
import type { Session } from '../../session/model';
import { type FactRow, factRows } from './compare-facts';
import { type ComparedRow, comparedRows } from './compare-rows';
import { stepKindName } from './names';
import { outcomeView, stateView } from './state';
import { formatClock, formatDuration } from './time';

/** How one side of a step ended: "4 · invalid_grant · 12 ms". */
export interface StepSide {
  stepId: string;
  flowId: string;
  number: number;
  outcome: ReturnType<typeof outcomeView>;
  /** After the flow's start, and how long it took. */
  time: string;
  slow: boolean;
}

export interface StepRows {
  key: string;
  title: string;
  differs: boolean;
  /** Where the flows part. */
  parting: boolean;
  a?: StepSide;
  b?: StepSide;
  rows: readonly ComparedRow[];
}

/** Two flows side by side, in words. */
export interface ComparisonView {
  /** What tells most: where they part. */
  statement: readonly string[];
  facts: readonly FactRow[];
  steps: readonly StepRows[];
  /** How many steps were left out, as a sentence. */
  left?: string;
}

export const flowName = (flow: Pick<Flow, 'ordinal'>): string => `F${flow.ordinal}`;

/** A flow as an option to choose: "F2 · Authorization code · failed: invalid_grant · 14:05:09". */
export const flowOption = (flow: Flow, grant: string): string =>
  t('oauth.compare_option', {
    flow: flowName(flow),
    grant,
    state: stateView(flow.state, flow.startedAt).label,
    time: formatClock(flow.startedAt),
  });

/** Two flows held against each other, for the comparison's table. */
export function comparisonView(a: Flow, b: Flow, session: Pick<Session, 'tokens'>): ComparisonView {
  const compared = compareFlows(a, b);
  const start = (flow: Flow) => Math.min(flow.startedAt, flow.steps[0]?.at ?? flow.startedAt);
  const names = { a: flowName(a), b: flowName(b) };
  const steps = compared.steps.map((step, index): StepRows => {
    const side = (flow: Flow, which: 'a' | 'b'): StepSide | undefined => {
      const own = step[which];
      if (!own) return undefined;
      const after = t('time.after', { duration: formatDuration(own.at - start(flow)) });
      return {
        stepId: own.id,
        flowId: flow.id,
        number: own.number,
        outcome: outcomeView(own),
        time: own.endedAt === undefined ? after : `${after} · ${formatDuration(own.endedAt - own.at)}`,
        slow: step.slower === which,
      };
    };
    return {
      key: `${index} ${step.kind}`,
      title: stepKindName(step.kind),
      differs: step.mark !== 'same' || step.slower !== undefined,
      parting: index === compared.parting,
      a: side(a, 'a'),
      b: side(b, 'b'),
      rows:
        step.a && step.b
          ? [
              ...comparedRows(step.request, 'request', step.kind, names),
              ...comparedRows(step.response, 'response', step.kind, names),
            ]
          : [],
    };
  });
  return {
    statement: statementOf(compared, steps, names),
    facts: factRows(a, b, session),
    steps,
    left: compared.left ? t('oauth.compare_left', { count: compared.left }) : undefined,
  };
}

function statementOf(
  { parting }: FlowComparison,
  steps: readonly StepRows[],
  names: { a: string; b: string },
): string[] {
  const step = parting === undefined ? undefined : steps[parting];
  if (!step) return [t('oauth.compare_same_steps')];
  const kind = step.title;
  if (!step.a || !step.b) return [t('oauth.compare_parted_only', { kind, flow: step.a ? names.a : names.b })];
  const ends = { endA: step.a.outcome.label, endB: step.b.outcome.label };
  // Of the parting step itself only what was sent can be a cause.
  const before = steps
    .slice(0, (parting ?? 0) + 1)
    .flatMap(({ rows }, index) =>
      rows.filter((row) => row.differs && (index < (parting ?? 0) || row.direction === 'request')),
    );
  return [
    t('oauth.compare_parted', { kind, ...names, ...ends }),
    before.length ? t('oauth.compare_differing', { count: before.length }) : t('oauth.compare_no_differing'),
  ];
}
