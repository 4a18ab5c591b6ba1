import { useMemo, useRef, useState } from 'preact/hooks';
import { type JsonResult, searchJson } from '@/utils/panel/json-value';

export type JsonSearch = ReturnType<typeof useJsonSearch>;

/** A search within one JSON value: what is looked for, the hits, and which of them one stands at. */
export function useJsonSearch(parsed: JsonResult, show: (pointer: string) => void) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const hits = useMemo(() => (parsed.ok ? searchJson(parsed.value, text) : []), [parsed, text]);
  const known = useMemo(() => new Set(hits), [hits]);

  function go(to: number) {
    if (hits.length === 0) return;
    const next = (to + hits.length) % hits.length;
    setAt(next);
    show(hits[next]!);
  }

  return {
    input,
    text,
    hits,
    at,
    set(next: string) {
      setText(next);
      setAt(-1);
    },
    isHit: (pointer: string) => known.has(pointer),
    next: () => go(at + 1),
    previous: () => go(at < 0 ? -1 : at - 1),
    focus: () => input.current?.select(),
    /** Keys within the search field. */
    press(event: KeyboardEvent) {
      if (event.key === 'Enter') go(event.shiftKey ? at - 1 : at + 1);
      else if (event.key === 'Escape' && text) setText('');
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
