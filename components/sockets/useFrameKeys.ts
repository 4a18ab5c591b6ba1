import { copyText } from '@/components/ui/CopyButton';
import type { PanelStore } from '@/utils/panel';
import { copiedFrames } from '@/utils/panel/copied-frames';
import type { Socket } from '@/utils/websocket/model';
import type { ChosenFrames } from './useChosenFrames';

interface FrameKeys {
  store: PanelStore;
  socket: Socket;
  choosing: ChosenFrames;
  /** Begins a note on what is chosen. */
  note: () => void;
}

/** Keys of the frame list beyond those of every list (utils/panel/shortcuts.ts): choose all, copy, pin, note. */
export function useFrameKeys({ store, socket, choosing, note }: FrameKeys) {
  return (event: KeyboardEvent): boolean => {
    const control = event.ctrlKey || event.metaKey;
    const { seqs } = choosing;
    if (control && event.key === 'a') choosing.all();
    else if (event.altKey || seqs.length === 0) return false;
    // Text that was marked with the pointer is what the browser copies.
    else if (control && event.key === 'c' && (getSelection()?.isCollapsed ?? true))
      void copiedFrames(store, socket, seqs, 'text').then(copyText);
    else if (!control && event.key === 'p') store.pins.toggle(socket.id, seqs);
    else if (!control && event.key === 'n') note();
    else return false;
    return true;
  };
}
