import { useEffect } from 'preact/hooks';
import type { PanelStore } from '@/utils/panel';

/** Id of the filter's input, for the shortcut that goes there. */
export const FILTER_ID = 'filter';

/** The keys that hold everywhere (utils/panel/shortcuts.ts lists them). */
export function useShortcuts(store: PanelStore) {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || !act(store, event)) return;
      event.preventDefault();
    }
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [store]);
}

/** Whether the key was one of ours. */
function act(store: PanelStore, event: KeyboardEvent): boolean {
  const { key, altKey } = event;
  const control = event.ctrlKey || event.metaKey;
  if (altKey && !control) {
    if (key === 'ArrowLeft') store.selection.back();
    else if (key === 'ArrowRight') store.selection.forward();
    else return false;
    return true;
  }
  if (control ? key === 'f' && !altKey : key === '/' && !writes(event.target)) {
    document.getElementById(FILTER_ID)?.focus();
    return true;
  }
  if (key === 'F3' && store.search.asked.peek()) {
    store.stepToMatch(event.shiftKey ? -1 : 1);
    return true;
  }
  if (key === '?' && !control && !writes(event.target)) {
    store.dialogs.openShortcuts();
    return true;
  }
  return false;
}

/** Whether a key typed there is text. */
const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches('input:not([type="checkbox"]), textarea, select, [contenteditable]');
