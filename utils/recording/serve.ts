import { type Port, post } from '../transport/port';
import type { FromRecorder, RecorderApi, RecorderStatus, ToRecorder } from './messages';

export interface RecorderPortsOptions {
  api: RecorderApi;
  /** What a page that follows this tab, or none, is shown. */
  status(tabId: number | undefined): RecorderStatus;
  log(message: string, error: unknown): void;
}

export interface RecorderPorts {
  serve(port: Port): void;
  /** Tells every page what holds now. */
  publish(): void;
}

/** Answers our own pages, and keeps them told of what holds. */
export function createRecorderPorts({ api, status, log }: RecorderPortsOptions): RecorderPorts {
  const pages = new Map<Port, number | undefined>();
  const tell = (port: Port) => post<FromRecorder>(port, { type: 'status', status: status(pages.get(port)) });

  async function answer(port: Port, { id, call }: Extract<ToRecorder, { type: 'call' }>): Promise<void> {
    try {
      const act = api[call.name] as (...args: unknown[]) => Promise<unknown>;
      const value = await act(...call.args);
      post<FromRecorder>(port, { type: 'answer', id, value });
    } catch (error) {
      log(call.name, error);
      post<FromRecorder>(port, {
        type: 'refused',
        id,
        why: error instanceof Error ? error.message : `${error}`,
      });
    }
  }

  return {
    serve(port) {
      port.onMessage.addListener((raw) => {
        const message = raw as ToRecorder;
        if (message.type === 'call') void answer(port, message);
        if (message.type !== 'follow') return;
        pages.set(port, message.tabId);
        tell(port);
      });
      port.onDisconnect.addListener(() => pages.delete(port));
    },
    publish() {
      for (const port of pages.keys()) tell(port);
    },
  };
}
