// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a text that scrolls has to be reached by the keyboard.
import { useMemo } from 'preact/hooks';
import { useRowWindow } from '@/components/ui/useRowWindow';
import { t } from '@/utils/i18n';
import { type DiffRow, diffFrames } from '@/utils/panel/diff-frames';
import { visible } from '@/utils/panel/summary';
import type { Frame } from '@/utils/session/frames';
import styles from './DiffView.module.css';

const ROW = 16;
const SIGNS = { same: ' ', removed: '−', added: '+', skipped: '⋯' } as const;
const AS = { json: 'payload.diffJson', text: 'payload.diffText', hex: 'payload.diffHex' } as const;

/** How two frames differ, line by line. */
export function DiffView({ before, after }: { before: Frame; after: Frame }) {
  const diff = useMemo(() => diffFrames(before, after), [before.payload, after.payload]);
  const view = useRowWindow<HTMLDivElement>({ count: diff.rows.length, rowHeight: ROW });
  const { first, last, offset, height } = view.rows;
  return (
    <div class={styles.whole}>
      <p class={styles.note}>
        {diff.equal ? t('payload.diffEqual') : t(AS[diff.as])}
        {diff.cut && ` ${t('payload.diffCut')}`}
      </p>
      <section
        ref={view.box}
        class={styles.box}
        tabIndex={0}
        aria-label={t('payload.diffLabel')}
        onScroll={view.scrolled}
      >
        <div style={{ height: `${height}px` }}>
          <div class={styles.rows} style={{ transform: `translateY(${offset}px)` }}>
            {diff.rows.slice(first, last).map((row, at) => (
              <Line key={first + at} row={row} />
            ))}
          </div>
        </div>
      </section>
    </div>
  );
}

function Line({ row: { kind, parts, count } }: { row: DiffRow }) {
  return (
    <div class={styles.row} data-kind={kind}>
      <span class={styles.sign}>{SIGNS[kind]}</span>
      {kind === 'skipped'
        ? t('payload.diffSkipped', { count: count ?? 0 })
        : parts.map((part, at) =>
            part.changed ? (
              <mark key={at}>{visible(part.text, true)}</mark>
            ) : (
              <span key={at}>{visible(part.text, true)}</span>
            ),
          )}
    </div>
  );
}
