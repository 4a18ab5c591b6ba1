import { type Errand, redeem } from './redeem.ts';

self.addEventListener('connect', (event) => {
  const port = (event as MessageEvent).ports[0]!;
  port.onmessage = async ({ data }: MessageEvent<Errand>) => port.postMessage(await redeem(data));
});
