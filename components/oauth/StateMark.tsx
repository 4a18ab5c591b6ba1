import type { StateShape, StateView } from '@/utils/panel/oauth';
import styles from './StateMark.module.css';

const PATHS: Record<StateShape, string> = {
  ring: 'M8 2.5a5.5 5.5 0 1 0 5.5 5.5',
  pause: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM6.4 5.8v4.4M9.6 5.8v4.4',
  check: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM5.3 8.2l2 2 3.5-4',
  cross: 'M5.4 2.2h5.2l3.2 3.2v5.2l-3.2 3.2H5.4l-3.2-3.2V5.4zM6 6l4 4M10 6l-4 4',
  slash: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM4 12 12 4',
  dots: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  square: 'M3.5 3.5h9v9h-9z',
};

/** The shape alone; words beside it say the same. */
export function StateShapeIcon({ state }: { state: Pick<StateView, 'shape' | 'tone'> }) {
  return (
    <svg
      class={styles.shape}
      data-tone={state.tone}
      viewBox="0 0 16 16"
      width="14"
      height="14"
      aria-hidden="true"
    >
      <path d={PATHS[state.shape]} stroke-width={state.shape === 'dots' ? 2.4 : 1.5} />
    </svg>
  );
}

/** A state by shape, colour and words. */
export function StateMark({ state }: { state: StateView }) {
  return (
    <span class={styles.mark} data-tone={state.tone} title={state.detail}>
      <StateShapeIcon state={state} />
      {state.label}
    </span>
  );
}
