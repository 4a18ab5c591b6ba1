import { evaluateChecks } from '@/utils/checks';
import { proveSession } from '@/utils/oauth/proofs';
import type { Session } from '@/utils/session/model';

/** What the checks hold against a session, above information, as "check-id: message" lines. */
export async function alarms(session: Session): Promise<string[]> {
  const { findings, broken } = evaluateChecks(session, { proofs: await proveSession(session) });
  return [
    ...broken.map((id) => `${id}: threw`),
    ...findings
      .filter(({ severity }) => severity !== 'information')
      .map(({ checkId, message }) => `${checkId}: ${message}`),
  ];
}
