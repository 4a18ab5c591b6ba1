import type { Observation } from '../session/observations';
import { repeatKey } from '../session/repeats';
import type { RecordingInfo } from './model';
import type { RecordingStore } from './store';

/** Milliseconds before the last write in which something may have been observed that it did not hold. */
const LATE = 3_000;
/** Chunks that may hold what was observed then. */
const CHUNKS = 4;

/**
 * What a stopped background's journal, which outlives it, knows and the recording does not: what was observed in the
 * second before the background was stopped.
 */
export async function unstored(
  store: RecordingStore,
  info: RecordingInfo,
  journal: readonly Observation[],
): Promise<Observation[]> {
  const late = journal.filter((seen) => 'at' in seen && seen.at > info.until - LATE);
  const stored = new Set<string | undefined>();
  for (let index = Math.max(0, info.chunks - CHUNKS); index < info.chunks; index++) {
    const chunk = await store.chunk(info.id, index);
    for (const seen of chunk?.observations ?? []) stored.add(repeatKey(seen));
  }
  return late.filter((seen) => !stored.has(repeatKey(seen)));
}
