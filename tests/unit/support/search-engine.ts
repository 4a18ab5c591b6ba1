import type { SearchEngine } from '@/utils/panel/search/searcher';
import { createSearchEngine } from '@/utils/search/engine';
import type { FromSearch, ToSearch } from '@/utils/search/messages';

interface Watched {
  /** Messages that are never answered, as if they took for ever. */
  hangs?: (message: ToSearch) => boolean;
  posted?: ToSearch[];
  onEnd?: () => void;
}

/** The search worker's own code in this thread; answers come a turn later, as a worker's do. */
export const localEngine =
  ({ hangs, posted, onEnd }: Watched = {}) =>
  (listener: (message: FromSearch) => void): SearchEngine => {
    let alive = true;
    const take = createSearchEngine({
      post: (message) => setTimeout(() => alive && listener(message)),
      rest: () => Promise.resolve(),
      clock: () => 0,
    });
    return {
      post(message) {
        posted?.push(message);
        if (!hangs?.(message)) take(structuredClone(message));
      },
      end() {
        alive = false;
        onEnd?.();
      },
    };
  };
