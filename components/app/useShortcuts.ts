import { useEffect } from 'preact/hooks';
import type { PanelStore } from '@/utils/panel';

/** Id of the filter's input, for the shortcut that goes there. */
export const FILTER_ID = 'filter';

/** Alt+← and Alt+→ go through selections; Ctrl/Cmd+F goes to the filter. */
export function useShortcuts(store: PanelStore) {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.altKey && event.key === 'ArrowLeft') store.selection.back();
      else if (event.altKey && event.key === 'ArrowRight') store.selection.forward();
      else if ((event.ctrlKey || event.metaKey) && event.key === 'f')
        document.getElementById(FILTER_ID)?.focus();
      else return;
      event.preventDefault();
    }
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [store]);
}
