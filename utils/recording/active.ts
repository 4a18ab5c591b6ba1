import type { Marked, Observation } from '../session/observations';
import { createIntake, type IntakeState } from './intake';
import type { Chunk, RecordingInfo, RecordingState } from './model';

/** What a recording needs to go on after the background was stopped. */
export interface ActiveState extends IntakeState {
  id: string;
  root: number;
  quietSince: number;
}

export interface ActiveOptions {
  /** Writes a chunk with what is then known of the recording. */
  write(info: RecordingInfo, chunk?: Chunk): Promise<void>;
  /** A chunk was written. */
  written(): void;
  /** Nothing more can be written. */
  failed(error: unknown): void;
  now(): number;
  later(callback: () => void, delay: number): void;
}

/** A recording under way. */
export interface ActiveRecording {
  /** What is stored, and what is about to be. */
  readonly info: RecordingInfo;
  /** When something last happened, epoch ms. */
  readonly quietSince: number;
  /** It takes nothing more. */
  ending: boolean;
  take(observations: readonly Observation[]): void;
  /** A mark with a picture of so many bytes was stored beside it. */
  marked(bytes: number): void;
  describe(name: string, page?: RecordingInfo['page']): void;
  /** Writes what waits, now. */
  flush(): Promise<void>;
  end(state: RecordingState): Promise<void>;
  state(): ActiveState;
}

/** Milliseconds that something may wait to be written. */
const DELAY = 1_000;
/** Bytes that are written at once. */
const CHUNK = 2_000_000;
/** Bytes that wait at most when the disk is slower than the page; frames beyond are left out, and that is told. */
const WAITING = 64_000_000;

/** Gathers what is observed of a group and writes it as chunks, in order, one at a time. */
export function createActive(
  root: number,
  start: RecordingInfo,
  state: ActiveState | undefined,
  options: ActiveOptions,
): ActiveRecording {
  const { now, later } = options;
  const intake = createIntake(start.patterns, state);
  let info = start;
  let quietSince = state?.quietSince ?? now();
  let waiting: Observation[] = [];
  let waitingSize = 0;
  let left = 0;
  let scheduled = false;
  let writing: Promise<void> | undefined;
  let changed = true;

  function schedule(): void {
    if (waitingSize >= CHUNK) void flush().catch(() => {});
    else if (!scheduled) {
      scheduled = true;
      later(() => {
        scheduled = false;
        void flush().catch(() => {});
      }, DELAY);
    }
  }

  /** Says in the recording itself what it has left out. */
  function tellLeft(): void {
    if (left === 0) return;
    const text = `${left} frames came faster than they could be stored and were left out.`;
    const place = { tabId: root, frameId: 0 };
    waiting.push({
      kind: 'marked',
      at: now(),
      place,
      by: 'handshake',
      about: 'not-recorded',
      text,
    } satisfies Marked);
    info = { ...info, lost: info.lost + left };
    left = 0;
  }

  async function write(): Promise<void> {
    while (waiting.length > 0 || changed) {
      tellLeft();
      const observations = waiting;
      const size = waitingSize;
      waiting = [];
      waitingSize = 0;
      changed = false;
      const chunks = observations.length > 0 ? 1 : 0;
      const until = Math.max(info.until, now());
      info = { ...info, until, size: info.size + size, chunks: info.chunks + chunks };
      try {
        await options.write(info, chunks ? { observations, size } : undefined);
      } catch (error) {
        const lost = info.lost + framesIn(observations);
        info = { ...info, size: info.size - size, chunks: info.chunks - chunks, lost };
        throw error;
      }
      options.written();
    }
  }

  function flush(): Promise<void> {
    writing ??= write()
      .catch((error) => {
        options.failed(error);
        throw error;
      })
      .finally(() => {
        writing = undefined;
      });
    return writing;
  }

  function add(counts: RecordingInfo['counts']): void {
    const { sockets, frames, requests, marks } = info.counts;
    info = {
      ...info,
      counts: {
        sockets: sockets + counts.sockets,
        frames: frames + counts.frames,
        requests: requests + counts.requests,
        marks: marks + counts.marks,
      },
    };
  }

  return {
    get info() {
      return info;
    },
    get quietSince() {
      return quietSince;
    },
    ending: false,
    take(observations) {
      quietSince = now();
      const { observations: kept, size, counts } = intake.take(observations);
      if (kept.length === 0) return;
      if (waitingSize > WAITING && counts.frames > 0) {
        const others = kept.filter(({ kind }) => kind !== 'socket-frames' && kind !== 'frame-payload');
        waiting.push(...others);
        left += counts.frames;
        add({ ...counts, frames: 0 });
        return;
      }
      waiting.push(...kept);
      waitingSize += size;
      add(counts);
      schedule();
    },
    marked(bytes) {
      add({ sockets: 0, frames: 0, requests: 0, marks: 1 });
      info = { ...info, size: info.size + bytes };
      changed = true;
    },
    describe(name, page) {
      info = { ...info, name, ...(page && { page }) };
      changed = true;
    },
    flush,
    async end(ended) {
      // What is being written ends first; it may leave nothing to write.
      await writing?.catch(() => {});
      info = { ...info, state: ended };
      changed = true;
      await flush();
    },
    state: () => ({ id: info.id, root, quietSince, ...intake.state() }),
  };
}

function framesIn(observations: readonly Observation[]): number {
  return observations.reduce((sum, seen) => sum + (seen.kind === 'socket-frames' ? seen.times.length : 0), 0);
}
