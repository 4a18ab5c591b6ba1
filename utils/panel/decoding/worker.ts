import { createDecompress } from '../../websocket/decoders';
import type { ToDecoder } from './messages';
import { createDecodeServer } from './serve';

const answer = createDecodeServer({
  post: (message) => postMessage(message),
  decompress: createDecompress(DecompressionStream),
  clock: () => performance.now(),
  after: (run, ms) => void setTimeout(run, ms),
});

addEventListener('message', ({ data }: MessageEvent<ToDecoder>) => void answer(data));
