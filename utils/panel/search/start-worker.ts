import type { FromSearch } from '../../search/messages';
import type { SearchEngine } from './searcher';

/** Starts the search worker. */
export function startSearchWorker(listener: (message: FromSearch) => void): SearchEngine {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'search' });
  worker.onmessage = ({ data }: MessageEvent<FromSearch>) => listener(data);
  return {
    post: (message, handOver) => worker.postMessage(message, handOver),
    end: () => worker.terminate(),
  };
}
