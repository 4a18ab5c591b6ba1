import type { Navigated, Observation } from './observations';

/** Whether an observation is the tab's own document giving way to another; a popup's or a frame's is not. */
export function isTopNavigation(
  observation: Observation,
  tabId: number | undefined,
): observation is Navigated {
  return (
    observation.kind === 'navigated' &&
    observation.place.frameId === 0 &&
    !observation.sameDocument &&
    (tabId === undefined || observation.place.tabId === tabId)
  );
}
