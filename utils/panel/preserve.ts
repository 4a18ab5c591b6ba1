import type { Navigated, Observation } from '../session/observations';

/**
 * When the navigation that was committed as `navigated` began: its document's own request comes before the
 * commit. Milliseconds since the epoch.
 */
export function navigationStart(journal: readonly Observation[], navigated: Navigated): number {
  const request = journal.findLast(
    (seen) =>
      seen.kind === 'request-started' &&
      seen.type === 'main_frame' &&
      seen.hop === 0 &&
      seen.at <= navigated.at &&
      seen.place.tabId === navigated.place.tabId,
  );
  return request?.kind === 'request-started' ? request.at : navigated.at;
}

/** When an observation was made, epoch ms; a batch of frames counts as its first frame. */
export function timeOf(observation: Observation): number | undefined {
  if (observation.kind === 'socket-frames') return observation.times[0];
  return observation.kind === 'frame-payload' ? undefined : observation.at;
}

/** What of `observations` is not older than `from`. A payload has no time of its own and is kept. */
export function keepFrom(observations: readonly Observation[], from: number): Observation[] {
  return observations.filter((observation) => (timeOf(observation) ?? from) >= from);
}
