// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a text that scrolls has to be reached by the keyboard.
import { useMemo } from 'preact/hooks';
import { useRowWindow } from '@/components/ui/useRowWindow';
import { useSize } from '@/components/ui/useSize';
import { t } from '@/utils/i18n';
import { visible } from '@/utils/panel/summary';
import { textRows } from '@/utils/panel/text-rows';
import styles from './Payload.module.css';

/** Characters that the browser lays out by itself, so that all of it can be marked; more goes by rows. */
const WHOLE = 100_000;
const ROW = 16;
/** Width of a character of the monospaced font at 11 px, px. */
const CHARACTER = 6.65;

/** A payload as text, however long: of a long one only the rows that are seen are laid out. */
export function TextView({ text }: { text: string }) {
  if (text.length > WHOLE) return <LongText text={text} />;
  return (
    <pre class={styles.text} tabIndex={0}>
      {text.length === 0 ? <i>{t('payload.empty')}</i> : visible(text, true)}
    </pre>
  );
}

function LongText({ text }: { text: string }) {
  const [outer, { width }] = useSize<HTMLDivElement>();
  // In steps, so that dragging a divider does not cut a hundred megabytes anew for every pixel.
  const columns = Math.max(40, Math.floor((width - 48) / CHARACTER / 8) * 8);
  const rows = useMemo(() => textRows(text, columns), [text, columns]);
  const view = useRowWindow<HTMLDivElement>({ count: rows.count, rowHeight: ROW });
  const { first, last, offset, height } = view.rows;
  const drawn = [];
  for (let row = first; row < last; row++) drawn.push(row);
  return (
    <div ref={outer} class={styles.long}>
      <p class={styles.note}>{t('payload.longText', { count: text.length, rows: rows.count })}</p>
      <section
        ref={view.box}
        class={styles.longBox}
        tabIndex={0}
        aria-label={t('payload.textLabel')}
        onScroll={view.scrolled}
      >
        <div style={{ height: `${height}px` }}>
          <div class={styles.longRows} style={{ transform: `translateY(${offset}px)` }}>
            {drawn.map((row) => (
              <div key={row} class={styles.longRow} data-continues={rows.continues(row) ? '' : undefined}>
                {visible(rows.row(row), true)}
              </div>
            ))}
          </div>
        </div>
      </section>
    </div>
  );
}
