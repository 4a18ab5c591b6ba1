import { useEffect, useRef, useState } from 'preact/hooks';
import { download } from '@/components/ui/download';
import type { PanelStore } from '@/utils/panel';
import type { ExportChoice, Exported } from '@/utils/panel/export';

export type ExportState =
  | { phase: 'idle' }
  | { phase: 'writing'; share: number }
  | { phase: 'done'; exported: Exported }
  | { phase: 'failed'; why: string };

/** Writes a session and downloads it; what is under way ends with the view. */
export function useExport(store: PanelStore) {
  const [state, setState] = useState<ExportState>({ phase: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start(choice: ExportChoice) {
    const abort = new AbortController();
    running.current = abort;
    setState({ phase: 'writing', share: 0 });
    try {
      const exported = await store.write!(choice, {
        signal: abort.signal,
        progress: (share) => setState({ phase: 'writing', share }),
      });
      download(exported.blob, exported.name);
      setState({ phase: 'done', exported });
    } catch (error) {
      if (!abort.signal.aborted)
        setState({ phase: 'failed', why: error instanceof Error ? error.message : String(error) });
    }
  }

  function cancel() {
    running.current?.abort();
    setState({ phase: 'idle' });
  }

  return { state, start, cancel };
}
