import type { Session } from '../session/model';
import { type CheckContext, createContext } from './context';
import type { FlowSubject } from './flow-subject';
import type {
  Check,
  CheckOptions,
  CheckReport,
  Finding,
  FlowCheck,
  Passed,
  Problem,
  SessionCheck,
  Severity,
  SocketCheck,
} from './model';
import { CHECKS } from './registry';
import { createSocketSubject, type SocketSubject } from './socket-subject';

export const SEVERITIES: readonly Severity[] = ['must', 'should', 'information'];

const SOCKET_TICK_MS = 10_000;

/** What a check said of one subject. */
interface Judgement {
  check: Check;
  flowId?: string;
  socketId?: Finding['socketId'];
  /** `undefined`: the check broke. */
  problems: readonly Problem[] | undefined;
}

const FLOW_CHECKS = CHECKS.filter((check): check is FlowCheck => check.scope === 'flow');
const SOCKET_CHECKS = CHECKS.filter((check): check is SocketCheck => check.scope === 'socket');
const SESSION_CHECKS = CHECKS.filter((check): check is SessionCheck => check.scope === 'session');

/** One hostile value must not take the other checks' word away; what broke is reported, not hidden. */
function judge(
  check: Check,
  evaluate: () => readonly Problem[] | undefined,
  at: Partial<Judgement>,
): Judgement[] {
  try {
    const problems = evaluate();
    return problems ? [{ ...at, check, problems }] : [];
  } catch {
    return [{ ...at, check, problems: undefined }];
  }
}

interface Remembered {
  on: readonly unknown[];
  judgements: readonly Judgement[];
}

const remembered = new WeakMap<object, Remembered>();

/** The last judgements of a flow or socket, for as long as everything that they rest on is the same object. */
function remember(key: object, on: readonly unknown[], compute: () => Judgement[]): readonly Judgement[] {
  const before = remembered.get(key);
  if (before?.on.length === on.length && before.on.every((value, index) => Object.is(value, on[index])))
    return before.judgements;
  const judgements = compute();
  remembered.set(key, { on, judgements });
  return judgements;
}

function judgeFlow(subject: FlowSubject): readonly Judgement[] {
  const { flow, context } = subject;
  const on = [
    context.profile,
    context.proofs,
    ...context.allMetadata.map(({ exchange }) => exchange),
    ...flow.steps.map((step) => context.exchange(step.exchangeId)),
    ...subject.tokens,
  ];
  return remember(flow, on, () =>
    FLOW_CHECKS.flatMap((check) => judge(check, () => check.evaluate(subject), { flowId: flow.id })),
  );
}

function judgeSocket(subject: SocketSubject): readonly Judgement[] {
  const { socket, context } = subject;
  const { session, profile, frames } = context;
  // A silence grows without anything else changing.
  const open = socket.state.phase !== 'closed' && socket.state.phase !== 'failed';
  const tick = open ? Math.floor((session.span?.to ?? 0) / SOCKET_TICK_MS) : 0;
  const on = [profile, frames, session.links, session.stories, session.tokens, session.exchanges, tick];
  return remember(socket, on, () =>
    SOCKET_CHECKS.flatMap((check) => judge(check, () => check.evaluate(subject), { socketId: socket.id })),
  );
}

function judgeSession(context: CheckContext): Judgement[] {
  return SESSION_CHECKS.flatMap((check) => judge(check, () => check.evaluate(context), {}));
}

/** The severity in force for a check's problem; `off` where the rules say so. */
function severityOf(check: Check, problem: Problem, context: CheckContext, options: CheckOptions): Severity {
  if (problem.confidence === 'cannot-see') return 'information';
  const ruled = options.rules?.checks;
  const own = ruled && Object.hasOwn(ruled, check.id) ? ruled[check.id] : undefined;
  if (own && own !== 'off') return problem.severity === 'information' ? 'information' : own;
  return problem.severity ?? check.inProfile?.[context.profile] ?? check.severity;
}

function isOn(check: Check, context: CheckContext, options: CheckOptions): boolean {
  if (check.only && !check.only.includes(context.profile)) return false;
  const ruled = options.rules?.checks;
  return !(ruled && Object.hasOwn(ruled, check.id) && ruled[check.id] === 'off');
}

function passedOf(judgements: readonly Judgement[]): Passed[] {
  const byCheck = new Map<Check, Judgement[]>();
  for (const judgement of judgements)
    byCheck.set(judgement.check, [...(byCheck.get(judgement.check) ?? []), judgement]);
  return [...byCheck].flatMap(([{ id, title }, all]): Passed[] => {
    const right = all.filter(({ problems }) => problems?.length === 0);
    if (right.length === 0) return [];
    return [
      {
        checkId: id,
        title,
        flowIds: right.flatMap(({ flowId }) => flowId ?? []),
        socketIds: right.flatMap(({ socketId }) => socketId ?? []),
      },
    ];
  });
}

/**
 * Runs every check over a session: findings, the gravest first, and what is right by name. Pure and synchronous;
 * what did not change since the last call (by object identity) is not looked at again. Never throws.
 * `options.proofs` comes from `proveSession`.
 */
export function evaluateChecks(session: Session, options: CheckOptions = {}): CheckReport {
  const context = createContext(session, options);
  const judgements = [
    ...context.flows.flatMap(judgeFlow),
    ...session.sockets.flatMap((socket) => judgeSocket(createSocketSubject(socket, context))),
    ...judgeSession(context),
  ].filter(({ check }) => isOn(check, context, options));
  const findings = judgements.flatMap(({ check, problems = [], flowId, socketId }) =>
    problems.map((problem, index): Finding => {
      const at = { flowId: problem.flowId ?? flowId, socketId: problem.socketId ?? socketId };
      return {
        key: `${check.id}@${at.flowId ?? at.socketId ?? ''}#${index}`,
        checkId: check.id,
        title: check.title,
        severity: severityOf(check, problem, context, options),
        confidence: problem.confidence,
        message: problem.message,
        said: problem.said,
        evidence: problem.evidence,
        ...at,
      };
    }),
  );
  findings.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const broken = judgements.flatMap(({ check, problems }) => (problems ? [] : check.id));
  return { profile: context.profile, findings, passed: passedOf(judgements), broken: [...new Set(broken)] };
}
