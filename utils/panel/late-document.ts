import { isDeparture } from '../session/departures';
import type { Session } from '../session/model';

/** Whether a document that was open before the extension came is still there: its sockets are not recorded. */
export function lateDocument({ marks, navigations }: Session): boolean {
  return marks.some(
    ({ about, at, place }) =>
      about === 'late-document' &&
      !navigations.some(
        (navigated) =>
          isDeparture(navigated) &&
          navigated.at > at &&
          navigated.place.tabId === place.tabId &&
          (navigated.place.frameId === 0 || navigated.place.frameId === place.frameId),
      ),
  );
}
