import { useRef } from 'preact/hooks';
import { IconButton } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import type { AxisTick } from '@/utils/panel/axis';
import { formatSince } from '@/utils/panel/format';
import { panned, type TimeSpan, zoomed } from '@/utils/panel/time-span';
import type { Scale } from './scale';
import styles from './TimelineView.module.css';

interface AxisProps {
  store: PanelStore;
  scale: Scale;
  whole: TimeSpan;
  gutter: number;
  ticks: readonly AxisTick[];
  asTable: boolean;
  onTable: () => void;
}

/** The scale above the lanes: dragged it pans, and at its end stands what one does with the time. */
export function Axis({ store: { spans }, scale, whole, gutter, ticks, asTable, onTable }: AxisProps) {
  const before = useRef(0);
  const brush = spans.brush.value;
  const middle = (scale.span.from + scale.span.to) / 2;
  const zoom = (factor: number) => spans.setZoom(zoomed(scale.span, factor, middle, whole), whole);

  function drag(event: PointerEvent) {
    if (!(event.currentTarget as Element).hasPointerCapture(event.pointerId)) return;
    const way = before.current - event.clientX;
    before.current = event.clientX;
    if (spans.zoom.value) spans.setZoom(panned(scale.span, way / scale.width, whole), whole);
  }

  return (
    <div class={styles.axis}>
      <div
        class={styles.ticks}
        style={{ left: `${gutter}px` }}
        data-pans={spans.zoom.value ? '' : undefined}
        onPointerDown={(event) => {
          before.current = event.clientX;
          (event.currentTarget as Element).setPointerCapture(event.pointerId);
        }}
        onPointerMove={drag}
      >
        {ticks.map((tick) => (
          <span key={tick.at} class={styles.tick} style={{ left: `${scale.x(tick.at)}px` }}>
            {tick.label}
          </span>
        ))}
      </div>
      <div class={styles.end}>
        {brush && (
          <button
            type="button"
            class={styles.chip}
            title={t('timeline.unbrush')}
            onClick={() => spans.setBrush(undefined)}
          >
            {t('timeline.narrowed', {
              span: `${formatSince(brush.from - whole.from)} – ${formatSince(brush.to - whole.from)}`,
            })}
            <span aria-hidden="true"> ×</span>
          </button>
        )}
        {(spans.zoom.value || brush) && (
          <IconButton icon="close" label={t('timeline.whole')} onClick={() => spans.reset()} />
        )}
        <IconButton
          icon="minus"
          label={t('timeline.zoomOut')}
          disabled={!spans.zoom.value}
          onClick={() => zoom(2)}
        />
        <IconButton icon="plus" label={t('timeline.zoomIn')} onClick={() => zoom(0.5)} />
        <IconButton
          icon="table"
          label={t(asTable ? 'timeline.asLanes' : 'timeline.asTable')}
          pressed={asTable}
          onClick={onTable}
        />
      </div>
    </div>
  );
}
