import { evaluateChecks, readRules, writeRules } from '../checks';
import { proveSession } from '../oauth/proofs';
import { createWatcher } from '../watchouts';
import type { ReportInput, ReportModel } from './model';

/** Judges a session for its report. Rejects only where the browser's cryptography does. */
export async function reportModel({ frames, ...input }: ReportInput): Promise<ReportModel> {
  const { session, header } = input;
  const { rules } = readRules(writeRules(header.rules ?? { checks: {} }));
  const proofs = await proveSession(session);
  const checks = evaluateChecks(session, { rules, proofs, frames });
  const now = session.span?.to ?? 0;
  const watchouts = await createWatcher().watch({
    session,
    frames,
    now,
    report: checks,
    watchouts: rules.watchouts ?? [],
  });
  return { ...input, checks, watchouts };
}
