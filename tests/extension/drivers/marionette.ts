import { once } from 'node:events';
import net from 'node:net';

/** Where a script runs: the browser's own window, or the page in the current tab. */
type Context = 'chrome' | 'content';

type Call = { name: string; resolve(value: unknown): void; reject(error: Error): void };

/**
 * A client of Firefox's Marionette protocol: length-prefixed JSON over TCP,
 * `[0, id, name, parameters]` out and `[1, id, error, result]` back.
 */
export class Marionette {
  readonly #stream: net.Socket;
  readonly #calls = new Map<number, Call>();
  #received = Buffer.alloc(0);
  #lastId = 0;
  #greeted!: () => void;
  /** Context and window are one state of the whole session: users take turns. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(stream: net.Socket) {
    this.#stream = stream;
    stream.on('data', (chunk) => this.#take(chunk));
    stream.on('error', () => {});
    stream.on('close', () => {
      for (const call of this.#calls.values()) call.reject(new Error(`${call.name}: Firefox is gone`));
      this.#calls.clear();
    });
  }

  static async connect(port: number, insecure = false): Promise<Marionette> {
    const stream = net.connect(port, '127.0.0.1');
    const client = new Marionette(stream);
    const greeting = new Promise<void>((resolve) => {
      client.#greeted = resolve;
    });
    await once(stream, 'connect');
    await greeting;
    await client.send('WebDriver:NewSession', {
      pageLoadStrategy: 'normal',
      acceptInsecureCerts: insecure,
      unhandledPromptBehavior: 'accept',
    });
    await client.send('WebDriver:SetTimeouts', { script: 120_000, pageLoad: 60_000, implicit: 0 });
    return client;
  }

  send<T = unknown>(name: string, parameters: object = {}): Promise<T> {
    this.#lastId += 1;
    const id = this.#lastId;
    const text = JSON.stringify([0, id, name, parameters]);
    return new Promise<T>((resolve, reject) => {
      this.#calls.set(id, { name, resolve: resolve as Call['resolve'], reject });
      this.#stream.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  /** Runs a function in a window: commands of others do not come between. */
  async run<Result, Args extends unknown[]>(
    place: { context: Context; window: string },
    act: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result> {
    return this.exclusive(place, async () => {
      const script = `const done = arguments[arguments.length - 1];
        Promise.resolve().then(() => (${act})(...Array.prototype.slice.call(arguments, 0, -1)))
          .then((value) => done({ value }), (error) => done({ error: String(error) + '\\n' + (error?.stack ?? '') }));`;
      const answer = await this.send<{ value: { value: Result; error?: string } }>(
        'WebDriver:ExecuteAsyncScript',
        {
          script,
          args,
          newSandbox: false,
          // Around the page's window and without Xrays: a script says `window`, as `globalThis` is the sandbox.
          sandbox: place.context === 'chrome' ? 'system' : null,
        },
      );
      if (answer.value?.error) throw new Error(answer.value.error);
      return answer.value?.value;
    });
  }

  exclusive<T>(place: { context: Context; window: string }, act: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(async () => {
      await this.send('WebDriver:SwitchToWindow', { handle: place.window, focus: false });
      await this.send('Marionette:SetContext', { value: place.context });
      return act();
    });
    this.#turn = mine.catch(() => {});
    return mine;
  }

  disconnect() {
    this.#stream.destroy();
  }

  #take(chunk: Buffer) {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#received.subarray(0, colon).toString());
      if (this.#received.length < end) return;
      const message: unknown = JSON.parse(this.#received.subarray(colon + 1, end).toString());
      this.#received = this.#received.subarray(end);
      if (Array.isArray(message))
        this.#answer(message as [number, number, { error: string; message: string } | null, unknown]);
      else this.#greeted();
    }
  }

  #answer([, id, error, result]: [number, number, { error: string; message: string } | null, unknown]) {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    if (error) call?.reject(new Error(`${call.name}: ${error.error}: ${error.message}`));
    else call?.resolve(result);
  }
}
