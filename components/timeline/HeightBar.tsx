import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import styles from './TimelineView.module.css';

const LEAST = 40;
const KEYS: Readonly<Record<string, number>> = { ArrowUp: -20, ArrowDown: 20 };

/** The bar beneath the lanes, which gives them more room or less. */
export function HeightBar({ store: { settings }, most }: { store: PanelStore; most: number }) {
  const height = settings.timelineHeight.value;
  const set = (next: number) =>
    settings.set('timelineHeight', Math.round(Math.min(Math.max(LEAST, next), innerHeight * 0.6)));

  function drag(event: PointerEvent) {
    const bar = event.currentTarget as Element;
    const lanes = bar.previousElementSibling;
    if (!lanes || !bar.hasPointerCapture(event.pointerId)) return;
    set(event.clientY - lanes.getBoundingClientRect().top);
  }

  return (
    <hr
      class={styles.bar}
      aria-label={t('timeline.height')}
      aria-orientation="horizontal"
      aria-valuenow={height}
      aria-valuemin={LEAST}
      aria-valuemax={Math.max(LEAST, most, height)}
      tabIndex={0}
      onPointerDown={(event) => (event.currentTarget as Element).setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={(event) => {
        const step = KEYS[event.key];
        if (step === undefined) return;
        event.preventDefault();
        set(height + step);
      }}
    />
  );
}
