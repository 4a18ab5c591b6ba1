// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
import { useRowWindow } from '@/components/ui/useRowWindow';
import { HEX_WIDTH, hexRow } from '@/utils/panel/hex';
import styles from './HexView.module.css';

const ROW = 18;

/** Bytes as offset, hex and ASCII; only the lines that are seen are drawn. */
export function HexView({ bytes }: { bytes: Uint8Array }) {
  const count = Math.ceil(bytes.length / HEX_WIDTH);
  const { box, rows, scrolled } = useRowWindow<HTMLDivElement>({ count, rowHeight: ROW });
  const drawn = [];
  for (let row = rows.first; row < rows.last; row++) drawn.push(hexRow(bytes, row));
  return (
    <section
      ref={box}
      class={styles.box}
      aria-label={`${bytes.length} bytes in hex`}
      tabIndex={0}
      onScroll={scrolled}
    >
      <div style={{ height: `${rows.height}px` }}>
        <div class={styles.rows} style={{ transform: `translateY(${rows.offset}px)` }}>
          {drawn.map(({ offset, hex, ascii }) => (
            <div key={offset} class={styles.row}>
              <span class={styles.offset}>{offset}</span>
              <span>{hex[0]}</span>
              <span>{hex[1]}</span>
              <span class={styles.ascii}>{ascii}</span>
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}
