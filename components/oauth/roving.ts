const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Moves the focus among the elements of `box` that `selector` finds, by arrow keys, Home and End.
 * Gives the element that now has the focus, or undefined where the key means nothing here.
 */
export function moveFocus(
  event: KeyboardEvent,
  box: Element | null,
  selector: string,
): HTMLElement | undefined {
  if (!box || event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const items = [...box.querySelectorAll<HTMLElement>(selector)];
  const at = items.indexOf(event.target as HTMLElement);
  if (at < 0) return undefined;
  const ends: Record<string, number> = { Home: 0, End: items.length - 1 };
  const step = STEPS[event.key];
  const to = step === undefined ? ends[event.key] : Math.min(items.length - 1, Math.max(0, at + step));
  if (to === undefined) return undefined;
  event.preventDefault();
  items[to]!.focus();
  return items[to];
}
