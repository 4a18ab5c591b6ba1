import { countsOf, evaluateChecks, type Finding, readRules, writeRules } from '../../checks';
import { framePlaceOf } from '../../checks/place';
import { keysWanted, proveSession } from '../../oauth/proofs';
import type { Evaluation, EvaluationInput } from './model';

/** Everything that a finding rests on, each id once; a frame's is `framePlaceId`. */
function idsOf({ flowId, socketId, evidence }: Finding): ReadonlySet<string> {
  const ids = [
    flowId,
    socketId,
    ...evidence.flatMap((at) => [at.stepId, at.exchangeId, at.socketId, framePlaceOf(at)]),
  ];
  return new Set(ids.filter((id) => id !== undefined));
}

function byPlace(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const places = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const id of idsOf(finding)) {
      const there = places.get(id);
      if (there) there.push(finding);
      else places.set(id, [finding]);
    }
  }
  return places;
}

/**
 * Proves what can be proved of a session and runs every check over it. What did not change since the last call is not
 * computed again. Rejects only where the browser's cryptography does.
 */
export async function evaluate(input: EvaluationInput): Promise<Evaluation> {
  const { session, frames, fetched, before } = input;
  // They may come from a file or from storage: only what has a meaning counts.
  const { rules } = readRules(writeRules(input.rules));
  const proofs = await proveSession(session, { fetched, before });
  const report = evaluateChecks(session, { rules, proofs, frames });
  return {
    session,
    report,
    proofs,
    wanted: keysWanted(session, proofs),
    counts: countsOf(report),
    at: byPlace(report.findings),
  };
}
