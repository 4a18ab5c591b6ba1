import type { DecodingOptions } from '@/utils/panel/decoding';
import type { FromDecoder, ToDecoder } from '@/utils/panel/decoding/messages';
import type { DecoderListener } from '@/utils/panel/decoding/port';
import { createDecodeServer } from '@/utils/panel/decoding/serve';
import { createDecompress } from '@/utils/websocket/decoders';

type Thread = Pick<DecodingOptions, 'start' | 'after' | 'clock'>;

const serverTo = (post: (message: FromDecoder) => void) =>
  createDecodeServer({
    post: (message) => post(structuredClone(message)),
    decompress: createDecompress(DecompressionStream as never),
    clock: () => 0,
    after: (run, ms) => void setTimeout(run, ms),
  });

/** The worker's server in this thread; seconds of waiting pass at once. `fate` says what becomes of a message. */
export function inThisThread(fate: (message: ToDecoder) => 'hangs' | 'dies' | undefined = () => undefined) {
  let starts = 0;
  const thread: Thread = {
    start(listener: DecoderListener) {
      starts++;
      const answer = serverTo(listener.message);
      return {
        post(message, transfer) {
          const handed = structuredClone(message, { transfer });
          const becomes = fate(handed);
          if (becomes === 'dies') queueMicrotask(() => listener.failed('out of memory'));
          if (!becomes) void answer(handed);
        },
        close() {},
      };
    },
    after(run, ms) {
      // A tick is far longer than the server needs for anything here.
      const timer = setTimeout(run, ms / 20);
      return () => clearTimeout(timer);
    },
    clock: () => 0,
  };
  return { ...thread, starts: () => starts };
}

/** The same, but each question waits until it is to be answered. */
export function byHand() {
  const questions: ToDecoder[] = [];
  const asked: ToDecoder[] = [];
  let answerOne: (message: ToDecoder) => Promise<void> = async () => {};
  let wake = () => {};
  const thread: Thread = {
    start(listener) {
      answerOne = serverTo(listener.message);
      return {
        post(message) {
          questions.push(message);
          asked.push(message);
          wake();
        },
        close() {},
      };
    },
    after(run, ms) {
      if (ms > 0) return () => {};
      const timer = setTimeout(run);
      return () => clearTimeout(timer);
    },
    clock: () => 30,
  };
  async function answer() {
    if (questions.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    await answerOne(questions.shift()!);
  }
  return { ...thread, asked: () => asked, answer };
}
