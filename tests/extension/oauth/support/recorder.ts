import { createSessionFold } from '@/utils/session';
import type { Session } from '@/utils/session/model';
import type { Observation } from '@/utils/session/observations';
import { PORT_PANEL, type ToPanel } from '@/utils/transport/messages';
import { type Panel, waitFor } from '../../drivers/index.ts';

/** What the extension has observed of a tab, folded outside of the browser. */
export interface Recorder {
  /** The session of all that has been observed until now. */
  session(): Promise<Session>;
  /** Waits until the session is as told; throws with the last one's outline when it never is. */
  until(holds: (session: Session) => boolean, what?: string): Promise<Session>;
  /** Forgets what was observed. */
  clear(): Promise<void>;
  /** What was observed until then, but for frames. */
  journal(): readonly Observation[];
  /** Sentences about what the background could not keep. */
  missing(): readonly string[];
}

interface PanelApi {
  runtime: { connect(info: { name: string }): PanelPort };
  devtools: { inspectedWindow: { tabId: number } };
}
interface PanelPort {
  onMessage: { addListener(listener: (message: unknown) => void): void };
  postMessage(message: unknown): void;
}
interface Recording {
  handshakeRecording: { port: PanelPort; messages: unknown[] };
}

/** Asks the background for the tab's journal through a port of the panel's page, as the panel itself does. */
export async function recordSession(panel: Panel): Promise<Recorder> {
  await panel.evaluate((name) => {
    const scope = window as unknown as { browser?: PanelApi; chrome: PanelApi };
    const api = scope.browser?.devtools ? scope.browser : scope.chrome;
    const messages: unknown[] = [];
    const port = api.runtime.connect({ name });
    port.onMessage.addListener((message) => messages.push(message));
    port.postMessage({ type: 'watch', tabId: api.devtools.inspectedWindow.tabId });
    (window as unknown as Recording).handshakeRecording = { port, messages };
  }, PORT_PANEL);

  let fold = createSessionFold();
  let missing: readonly string[] = [];
  let journals = 0;

  function take(message: ToPanel) {
    if (message.type === 'journal') {
      fold = createSessionFold();
      missing = message.missing;
      journals += 1;
    }
    fold.apply(message.observations as Observation[]);
  }

  async function read() {
    const told = await panel.evaluate(() => {
      const { messages } = (window as unknown as Recording).handshakeRecording;
      return JSON.stringify(messages.splice(0), (_, value) =>
        ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === '[object ArrayBuffer]'
          ? { $bytes: Array.from(new Uint8Array((value as Uint8Array).buffer ?? value)) }
          : value,
      );
    });
    const revive = (_: string, value: { $bytes?: number[] }) =>
      value?.$bytes ? Uint8Array.from(value.$bytes) : value;
    for (const message of JSON.parse(told, revive) as ToPanel[]) take(message);
    return fold.session;
  }

  await waitFor(async () => (await read()) && journals > 0, { what: 'the journal' });
  return {
    session: read,
    journal: () => fold.journal,
    missing: () => missing,
    async until(holds, what = holds.toString()) {
      let last: Session | undefined;
      const ask = async () => {
        last = await read();
        return holds(last) ? last : undefined;
      };
      try {
        return await waitFor(ask, { what, timeout: 30_000 });
      } catch (error) {
        const seen = last?.flows.map((flow) => ({
          grant: flow.grant,
          state: flow.state,
          steps: flow.steps.map(({ kind, outcome }) => `${kind} ${outcome.state}`),
        }));
        throw new Error(`${(error as Error).message}\n${JSON.stringify(seen, null, 1)}`, { cause: error });
      }
    },
    async clear() {
      const before = journals;
      await panel.evaluate(() => {
        (window as unknown as Recording).handshakeRecording.port.postMessage({ type: 'clear' });
      });
      await waitFor(async () => (await read()) && journals > before, { what: 'the emptied journal' });
    },
  };
}
