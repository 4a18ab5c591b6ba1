import { useEffect, useRef, useState } from 'preact/hooks';

/** Milliseconds: what changes twice in so short a time is said once. */
const SETTLING = 700;

interface QuietProps {
  text: string;
  /** Milliseconds before something else is said; by default never: what counts up says once that it does. */
  every?: number;
}

/** Says to readers of a screen what everybody else sees change, and does not talk all the time. */
export function Quiet({ text, every = Number.POSITIVE_INFINITY }: QuietProps) {
  const [said, setSaid] = useState<string>();
  const latest = useRef(text);
  latest.current = text;
  const again = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (timer.current !== undefined || text === said || again.current === Number.POSITIVE_INFINITY) return;
    timer.current = setTimeout(
      () => {
        timer.current = undefined;
        again.current = performance.now() + every;
        setSaid(latest.current);
      },
      Math.max(SETTLING, again.current - performance.now()),
    );
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <span class="visually-hidden" role="status">
      {said}
    </span>
  );
}
