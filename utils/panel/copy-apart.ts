import type { Frame } from '../session/frames';
import type { ApartAnswer, ApartTask } from './copy-worker';

/** Bytes of payloads beyond which a worker looks for credentials in them. */
const APART = 1 << 20;

/** Whether frames are so large that the panel would stand still meanwhile. */
export const isLarge = (frames: readonly Frame[]): boolean =>
  frames.reduce((sum, { payload }) => sum + (payload?.length ?? 0), 0) > APART;

/** Runs a task in a worker of its own, which ends with it. Rejects where it fails. */
export function runApart(task: ApartTask): Promise<ApartAnswer> {
  const worker = new Worker(new URL('./copy-worker.ts', import.meta.url), { type: 'module', name: 'copy' });
  return new Promise<ApartAnswer>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<ApartAnswer>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    // A payload is read when it is asked for: the worker has no store to ask.
    worker.postMessage({ ...task, frames: task.frames.map((frame) => ({ ...frame })) });
  }).finally(() => worker.terminate());
}
