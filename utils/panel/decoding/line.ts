import type { FromDecoder, ToDecoder } from './messages';
import type { DecoderPort, StartDecoder } from './port';

export interface LineOptions {
  start: StartDecoder;
  /** Runs something in so many milliseconds; gives back the cancel. */
  after(run: () => void, ms: number): () => void;
  answered(message: FromDecoder): void;
  /** Nothing was heard for too long, or the decoder failed: it was ended, and `asked` has no answer. */
  ended(asked: ToDecoder | undefined, why: string): void;
}

/** The line to a decoder: one question at a time, and an end to one that does not come back. */
export interface Line {
  /** Whether an answer is waited for. */
  readonly busy: boolean;
  ask(message: ToDecoder, transfer?: Transferable[]): void;
  /** Ends the decoder; the next question starts another. */
  hangUp(): void;
}

/** Ticks of a second, not one long wait: a machine that slept, or a debugger, takes one of them and not all. */
const TICK = 1000;
/** Ticks without a word: a frame takes milliseconds, and its bounds hold it below this. */
export const PATIENCE = 5;
/** The first answer waits for code to load. */
const PATIENCE_TO_OPEN = 20;

export function createLine({ start, after, answered, ended }: LineOptions): Line {
  let port: DecoderPort | undefined;
  let asked: ToDecoder | undefined;
  let ticks = 0;
  let cancel: (() => void) | undefined;

  function hangUp(): void {
    port?.close();
    port = undefined;
    asked = undefined;
    cancel?.();
  }

  function fail(why: string): void {
    const question = asked;
    hangUp();
    ended(question, why);
  }

  function wait(): void {
    cancel?.();
    cancel = after(() => {
      if (!asked) return;
      const most = asked.type === 'open' ? PATIENCE_TO_OPEN : PATIENCE;
      if (++ticks >= most) fail(`it took longer than ${most} seconds`);
      else wait();
    }, TICK);
  }

  function open(): DecoderPort {
    const opened: DecoderPort = start({
      message(message) {
        if (opened !== port) return;
        ticks = 0;
        if (message.type !== 'said' || message.done) {
          asked = undefined;
          cancel?.();
        }
        answered(message);
      },
      failed: (why) => opened === port && fail(why),
    });
    return opened;
  }

  return {
    get busy() {
      return asked !== undefined;
    },
    ask(message, transfer) {
      port ??= open();
      asked = message;
      ticks = 0;
      wait();
      port.post(message, transfer);
    },
    hangUp,
  };
}
