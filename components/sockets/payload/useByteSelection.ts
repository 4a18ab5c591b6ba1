import { useState } from 'preact/hooks';
import { byteForKey } from '@/utils/panel/hex';

interface Range {
  anchor: number;
  focus: number;
}

/** Bytes that are selected, by pointer or keys; Shift and dragging go on from where one began. */
export function useByteSelection(length: number, page: number, reveal: (at: number) => void) {
  const [range, setRange] = useState<Range>();
  const from = range && Math.min(range.anchor, range.focus);
  const to = range && Math.max(range.anchor, range.focus) + 1;

  function go(focus: number, extend: boolean) {
    setRange({ anchor: extend && range ? range.anchor : focus, focus });
  }

  return {
    focus: range?.focus,
    from,
    to,
    has: (at: number) => from !== undefined && to !== undefined && at >= from && at < to,
    press(event: KeyboardEvent) {
      const control = event.ctrlKey || event.metaKey;
      if (control && event.key === 'a' && length > 0) setRange({ anchor: 0, focus: length - 1 });
      else {
        const at = event.altKey ? undefined : byteForKey(event.key, range?.focus, length, page, control);
        if (at === undefined) return;
        go(at, event.shiftKey);
        reveal(at);
      }
      event.preventDefault();
      event.stopPropagation();
    },
    point(event: PointerEvent) {
      const at = byteAt(event.target);
      if (at === undefined || event.button !== 0) return;
      event.preventDefault();
      (event.currentTarget as HTMLElement).focus({ preventScroll: true });
      go(at, event.shiftKey);
    },
    drag(event: PointerEvent) {
      const at = event.buttons === 1 ? byteAt(event.target) : undefined;
      if (at !== undefined && at !== range?.focus) go(at, true);
    },
  };
}

function byteAt(target: EventTarget | null): number | undefined {
  const at = target instanceof Element ? target.closest<HTMLElement>('[data-at]')?.dataset.at : undefined;
  return at === undefined ? undefined : Number(at);
}
