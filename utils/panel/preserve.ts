import type { Navigated, Observation } from '../session/observations';

/**
 * When the navigation that was committed as `navigated` began: its document's own request comes before the
 * commit, and so may the first sockets. Milliseconds since the epoch.
 */
export function navigationStart(journal: readonly Observation[], navigated: Navigated): number {
  for (let i = journal.length - 1; i >= 0; i--) {
    const seen = journal[i]!;
    if (
      seen.kind === 'request-started' &&
      seen.type === 'main_frame' &&
      seen.hop === 0 &&
      seen.at <= navigated.at &&
      seen.place.tabId === navigated.place.tabId
    ) {
      return seen.at;
    }
  }
  return navigated.at;
}

/** When an observation was made; a batch of frames counts as its first frame. */
export function timeOf(observation: Observation): number | undefined {
  if (observation.kind === 'socket-frames') return observation.times[0];
  return observation.kind === 'frame-payload' ? undefined : observation.at;
}

/** What of a journal is not older than `from`. A payload goes with the frames that were kept. */
export function keepFrom(journal: readonly Observation[], from: number): Observation[] {
  return journal.filter((observation) => (timeOf(observation) ?? from) >= from);
}
