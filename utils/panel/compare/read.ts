import { evaluateChecks, type Rules } from '../../checks';
import { type Compared, type Comparison, compareSessions } from '../../compare';
import { proveSession } from '../../oauth/proofs';
import type { FrameStore } from '../../session/frames';
import type { Session } from '../../session/model';

interface Held {
  session: Session;
  frames: FrameStore;
}

async function judged({ session, frames }: Held, rules: Rules | undefined): Promise<Compared> {
  const proofs = await proveSession(session);
  return { session, report: evaluateChecks(session, { rules, proofs, frames }) };
}

/** Holds two sessions against each other, both judged by the same rules. */
export async function compareHeld(here: Held, there: Held, rules?: Rules): Promise<Comparison> {
  return compareSessions(await judged(here, rules), await judged(there, rules));
}
