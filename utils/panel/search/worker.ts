// The search worker: whatever a query costs, it costs here, and a query that never ends is ended with it.
import { createSearchEngine } from '../../search/engine';
import type { FromSearch, ToSearch } from '../../search/messages';

interface WorkerScope {
  postMessage(message: FromSearch, handOver: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToSearch>) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;

const take = createSearchEngine({
  post(message) {
    scope.postMessage(message, message.type === 'found' ? [message.rows.buffer] : []);
  },
  rest: () => new Promise((resolve) => setTimeout(resolve)),
  clock: () => performance.now(),
});

scope.onmessage = ({ data }) => take(data);
