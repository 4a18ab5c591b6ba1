import type { RecordingInfo, RecordingSettings } from './model';
import type { RecordingStore } from './store';

interface Writing {
  info: RecordingInfo;
  settings: RecordingSettings;
  /** Epoch ms. */
  now: number;
}

const isFull = (error: unknown) => error instanceof Error && error.name === 'QuotaExceededError';

/**
 * Writes, and drops the oldest recording that has ended, as often as the browser says that there is no more room or
 * all recordings together are larger than the settings allow. Each one dropped is kept note of.
 *
 * @throws what the write throws once no older recording is left
 */
export async function makeRoom(
  store: RecordingStore,
  { info, settings, now }: Writing,
  write: () => Promise<void>,
): Promise<void> {
  const dropOldest = async (): Promise<boolean> => {
    const oldest = (await store.list()).findLast(
      ({ id, state }) => id !== info.id && state.phase === 'stopped',
    );
    if (oldest) await store.drop(oldest, now);
    return oldest !== undefined;
  };
  for (;;) {
    try {
      await write();
      break;
    } catch (error) {
      if (!isFull(error) || !(await dropOldest())) throw error;
    }
  }
  const sum = async () => (await store.list()).reduce((size, one) => size + one.size, 0);
  while ((await sum()) > settings.totalMegabytes * 1_000_000 && (await dropOldest()));
}
