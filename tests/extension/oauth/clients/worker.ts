import { type Errand, redeem } from './redeem.ts';

self.addEventListener('message', async ({ data }: MessageEvent<Errand>) => {
  self.postMessage(await redeem(data));
});
