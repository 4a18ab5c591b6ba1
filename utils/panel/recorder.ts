import { openRecorderClient, type RecorderClient, type RecorderClientOptions } from '../recording/client';
import { createRecordings, type Recordings } from './recordings';

/** Opens a page's line to the recorder, and gives what the page shows of it. */
export function connectRecorder({ connect, tabId }: Pick<RecorderClientOptions, 'connect' | 'tabId'>): {
  client: RecorderClient;
  recordings: Recordings;
} {
  let client: RecorderClient | undefined;
  const recordings = createRecordings((onStatus) => {
    client = openRecorderClient({ connect, tabId, onStatus });
    return client;
  }, tabId);
  return { client: client!, recordings };
}
