import type { UserAnswer, UserQuestion } from './messages';

/**
 * Runs in a worker of the sandboxed page, which is all that a user's code ever sees: loads the module and answers
 * questions about it, one after the other. It travels as its own text, so it names nothing from outside itself.
 */
export function userProgram(): void {
  addEventListener(
    'message',
    ({ data, ports: [port] }: MessageEvent<string>) => {
      interface Module {
        title?: unknown;
        stateful?: unknown;
        detect?(context: unknown): unknown;
        createDecoder?(options: unknown): { decode(frame: unknown): unknown };
      }
      const url = URL.createObjectURL(new Blob([data], { type: 'text/javascript' }));
      const loaded: Promise<Module> = import(/* @vite-ignore */ url);
      let decoder: { decode(frame: unknown): unknown } | undefined;

      async function answer(question: UserQuestion): Promise<unknown> {
        const module = await loaded;
        if (typeof module.createDecoder !== 'function')
          throw new Error('it exports no function createDecoder');
        if (question.type === 'describe')
          return { title: module.title, detects: typeof module.detect === 'function' };
        if (question.type === 'detect') return module.detect?.(question.context);
        if (question.type === 'decode') return decoder?.decode(question.frame);
        decoder = await module.createDecoder({ url: question.url, subprotocol: question.subprotocol });
        if (typeof decoder?.decode !== 'function')
          throw new Error('createDecoder gave back no decode function');
        return { stateful: module.stateful === true };
      }

      let queue: Promise<unknown> = Promise.resolve();
      port!.onmessage = (event: MessageEvent<UserQuestion>) => {
        queue = queue.then(async () => {
          let said: UserAnswer;
          try {
            said = { value: structuredClone(await answer(event.data)) };
          } catch (error) {
            said = { error: String(error instanceof Error ? error.message : error).slice(0, 300) };
          }
          port!.postMessage(said);
        });
      };
    },
    { once: true },
  );
}
