// The copy worker: looking for credentials in a hundred megabytes takes long, and here it holds up nothing.
import { type CopyOptions, copyFrames, redactedFrames } from './copy-frames';

/** Frames in a form as one text, or each payload as it may leave. */
export type ApartTask =
  | (CopyOptions & { wants: 'text' })
  | (Omit<CopyOptions, 'form'> & { wants: 'payloads' });

export type ApartAnswer = string | (string | Uint8Array | undefined)[];

interface WorkerScope {
  postMessage(answer: ApartAnswer): void;
  onmessage: ((event: MessageEvent<ApartTask>) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) =>
  scope.postMessage(data.wants === 'text' ? copyFrames(data).text : redactedFrames(data).payloads);
