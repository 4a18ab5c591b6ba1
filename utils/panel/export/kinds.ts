import { nextTurn } from '../slices';
import type { WrittenSession } from './model';
import { takeSnapshot } from './redacted';

/** The kinds of secrets that a session holds, as the receipt calls them. Rejects with the signal's reason. */
export async function kindsIn(written: WrittenSession, signal: AbortSignal): Promise<string[]> {
  const choice = { format: 'session', level: 'default' } as const;
  // No mark leaves here, so no key has to be drawn.
  const { redaction } = await takeSnapshot(written, choice, new Uint8Array(32), { pause: nextTurn, signal });
  return redaction.kinds();
}
