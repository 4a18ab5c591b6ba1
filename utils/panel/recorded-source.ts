import { signal } from '@preact/signals';
import type { RecorderClient } from '../recording/client';
import type { RecordingInfo, StoredMark } from '../recording/model';
import type { PanelSource } from './source';

/** How far the reading of a recording has come, in chunks. */
export interface Progress {
  done: number;
  all: number;
}

interface Recorded {
  info: RecordingInfo;
  marks: readonly StoredMark[];
}

/**
 * A recording as a source: its marks at once, then its chunks in order, one asked for when the one before has come, so
 * that no more than one of them is on its way.
 *
 * @param missing sentences about what it does not hold
 */
export function createRecordedSource(
  client: Pick<RecorderClient, 'call'>,
  { info, marks }: Recorded,
  missing: readonly string[],
): PanelSource & { progress: { readonly value: Progress } } {
  const progress = signal<Progress>({ done: 0, all: info.chunks });
  let closed = false;
  return {
    progress,
    subscribe(listener) {
      listener({ type: 'journal', observations: [...marks], missing, seq: 0 });
      async function read(): Promise<void> {
        for (let index = 0; index < info.chunks && !closed; index++) {
          const observations = await client.call('chunk', info.id, index);
          if (closed) return;
          progress.value = { done: index + 1, all: info.chunks };
          listener({ type: 'observations', observations });
        }
      }
      read().catch((error) =>
        listener({ type: 'journal', observations: [], missing: [String(error)], seq: 0 }),
      );
      return () => {
        closed = true;
      };
    },
    clear() {},
    close() {
      closed = true;
    },
  };
}
