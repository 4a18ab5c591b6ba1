import { createInteractions } from '@/utils/capture/interactions';
import { createLearning } from '@/utils/capture/learned';
import { createRequests } from '@/utils/capture/requests';
import { watchRequests } from '@/utils/capture/web-request';
import type { Observation } from '@/utils/session/observations';
import { fakeWebRequest, recorded } from '../../contract/replay';

/** The laboratory's sign-ins as a browser's webRequest reported them, captured anew. */
export function recordedObservations(name: 'chromium' | 'firefox'): Observation[] {
  const learning = createLearning();
  const observations: Observation[] = [];
  const requests = createRequests(learning, createInteractions(learning), {
    observed: (list) => void observations.push(...list),
    qualified: (kind, started) => void learning.request(kind, started),
    ended() {},
    missed() {},
    finished() {},
  });
  const fake = fakeWebRequest(name);
  watchRequests(fake.api, { requests, gate: (run) => run() });
  for (const event of recorded(name)) fake.fire(event);
  return observations;
}
