import { signal } from '@preact/signals';
import { locale, t } from '../i18n';
import type { RecorderClient } from '../recording/client';
import type { RecordingInfo, StoredMark } from '../recording/model';
import type { PanelSource } from './source';
import type { OpenedRecording } from './workspace';

/** How far the reading of a recording has come, in chunks. */
export interface Progress {
  done: number;
  all: number;
  /** Why it went no further. */
  problem?: string;
}

/** How often a chunk is asked for: the background may be stopped meanwhile. */
const TRIES = 5;

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
      async function read(index: number, tries = TRIES): Promise<void> {
        if (closed || index >= info.chunks) return;
        try {
          const observations = await client.call('chunk', info.id, index);
          if (closed) return;
          progress.value = { done: index + 1, all: info.chunks };
          listener({ type: 'observations', observations });
        } catch (error) {
          if (tries > 1) return read(index, tries - 1);
          progress.value = { ...progress.value, problem: String(error) };
          return;
        }
        return read(index + 1);
      }
      void read(0);
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

/**
 * Finds a recording, to be shown like a file.
 * @throws an Error that says so, where it has gone
 */
export async function openRecording(
  client: Pick<RecorderClient, 'call'>,
  id: string,
): Promise<OpenedRecording> {
  const recorded = await client.call('read', id);
  if (!recorded) throw new Error(t('recording.gone'));
  const { info } = recorded;
  const source = createRecordedSource(client, recorded, missingOf(info));
  const { browser, generator, page, until } = info;
  const header = { exportedAt: new Date(until).toISOString(), generator, browser, page };
  return {
    source,
    file: {
      name: info.name || t('recording.untitled'),
      header,
      recording: { info, progress: source.progress },
    },
  };
}

/** What a recording does not hold, in sentences. */
function missingOf({ state, until, interruptions, lost, patterns, unseen }: RecordingInfo): string[] {
  const clock = (at: number) => new Date(at).toLocaleTimeString(locale());
  return [
    ...(state.phase === 'stopped' && state.why === 'browser-ended'
      ? [t('recording.lastSecond', { time: clock(until) })]
      : []),
    ...interruptions.map(({ from, to }) => t('recording.interrupted', { from: clock(from), to: clock(to) })),
    ...(lost > 0 ? [t('recording.lost', { count: lost })] : []),
    ...(patterns.length > 0 ? [t('recording.onlyPatterns', { patterns: patterns.join(', ') })] : []),
    ...(unseen === 'bodies' ? [t('recording.noBodies')] : []),
  ];
}
