import type { FromDecoder, ToDecoder } from './messages';

/** The way to whoever decodes. */
export interface DecoderPort {
  post(message: ToDecoder, transfer?: Transferable[]): void;
  /** Ends it at once, whatever it is at. */
  close(): void;
}

export interface DecoderListener {
  message(message: FromDecoder): void;
  failed(why: string): void;
}

export type StartDecoder = (listener: DecoderListener) => DecoderPort;

/** A decoder in a thread of its own: it can take its time, and be ended. */
export const startDecodeWorker: StartDecoder = (listener) => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'decoder' });
  worker.onmessage = ({ data }: MessageEvent<FromDecoder>) => listener.message(data);
  worker.onmessageerror = () => listener.failed('what it said could not be handed over');
  worker.onerror = (event) => {
    event.preventDefault();
    listener.failed(event.message || 'the decoder could not be started');
  };
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    close: () => worker.terminate(),
  };
};
