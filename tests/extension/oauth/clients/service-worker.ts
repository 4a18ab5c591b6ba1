import { type Errand, redeem } from './redeem.ts';

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

const worker = self as unknown as {
  addEventListener(name: string, listener: (event: never) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
};

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (event: Extendable) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('message', ({ data, ports }: MessageEvent<Errand>) => {
  void redeem(data).then((status) => ports[0]!.postMessage(status));
});
