import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import styles from './Split.module.css';

interface SplitProps {
  /** Accessible name of the bar between the panes. */
  label: string;
  axis: 'x' | 'y';
  /** Share of the first pane, 0 to 1. */
  share: number;
  onShare: (share: number) => void;
  /** The first pane is never larger than its content: what it does not need is the second one's. */
  fit?: boolean;
  /** Without a second pane the first has all the room; it stays the same element, with its focus and its scrolling. */
  children: [ComponentChildren, ComponentChildren];
}

const LEAST = 0.12;
const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -0.02,
  ArrowUp: -0.02,
  ArrowRight: 0.02,
  ArrowDown: 0.02,
};

const bounded = (share: number) => Math.min(1 - LEAST, Math.max(LEAST, share));

/** Two panes and the bar between them, moved by pointer or arrow keys. */
export function Split({ label, axis, share, onShare, fit, children }: SplitProps) {
  const box = useRef<HTMLDivElement>(null);

  function drag(event: PointerEvent) {
    const bar = event.currentTarget as Element;
    if (!box.current || !bar.hasPointerCapture(event.pointerId)) return;
    const rect = box.current.getBoundingClientRect();
    const at =
      axis === 'x' ? (event.clientX - rect.left) / rect.width : (event.clientY - rect.top) / rect.height;
    onShare(bounded(at));
  }

  function press(event: KeyboardEvent) {
    const step = KEYS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onShare(bounded(share + step));
  }

  const [first, second] = children;
  const percent = `${bounded(share) * 100}%`;
  const alone = !second;
  const size = alone
    ? { flex: '1' }
    : fit
      ? { flex: '0 0 auto', [axis === 'x' ? 'maxWidth' : 'maxHeight']: percent }
      : { flex: `0 0 ${percent}` };
  return (
    <div class={styles.split} data-axis={axis} ref={box}>
      <div class={styles.pane} style={size}>
        {first}
      </div>
      {!alone && (
        <>
          <hr
            class={styles.bar}
            aria-label={label}
            aria-orientation={axis === 'x' ? 'vertical' : 'horizontal'}
            aria-valuenow={Math.round(share * 100)}
            aria-valuemin={LEAST * 100}
            aria-valuemax={(1 - LEAST) * 100}
            tabIndex={0}
            onKeyDown={press}
            onPointerDown={(event) => (event.currentTarget as Element).setPointerCapture(event.pointerId)}
            onPointerMove={drag}
          />
          <div class={`${styles.pane} ${styles.rest}`}>{second}</div>
        </>
      )}
    </div>
  );
}
