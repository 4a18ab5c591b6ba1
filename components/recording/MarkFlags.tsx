import type { Scale } from '@/components/timeline/scale';
import type { PanelStore } from '@/utils/panel';
import { formatClock } from '@/utils/panel/format';
import styles from './MarkFlags.module.css';
import { markText } from './mark-text';

interface MarkFlagsProps {
  store: PanelStore;
  scale: Scale;
  gutter: number;
}

/** Marks on the time axis, each with a line through what went on then; a stretch that was not recorded is hatched. */
export function MarkFlags({ store, scale, gutter }: MarkFlagsProps) {
  const { from, to } = scale.span;
  const marks = store.session.value.marks.filter(
    ({ at, until = at, frame, about }) =>
      !frame && about !== 'late-document' && about !== 'shared-worker' && at <= to && until >= from,
  );
  return (
    <div class={styles.flags} style={{ left: `${gutter}px` }}>
      {marks.map((mark) => {
        const { at, until } = mark;
        const title = `${formatClock(at)}  ${markText(mark)}`;
        const left = scale.x(Math.max(at, from));
        return (
          <div key={mark.id ?? `${at} ${mark.text}`}>
            {until !== undefined && until > at && (
              <span
                class={styles.gap}
                title={title}
                style={{ left: `${left}px`, width: `${Math.max(2, scale.x(Math.min(until, to)) - left)}px` }}
              />
            )}
            {at >= from && (
              <button
                type="button"
                class={styles.flag}
                data-by={mark.by}
                style={{ left: `${left}px` }}
                aria-label={title}
                title={title}
                onClick={() => store.dialogs.openRecordings()}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
