// biome-ignore-all lint/a11y/useSemanticElements: virtual rows are positioned, and a <table> laid out so loses its semantics.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus; aria-activedescendant names the byte.
import { useId } from 'preact/hooks';
import { useRowWindow } from '@/components/ui/useRowWindow';
import { t } from '@/utils/i18n';
import { HEX_WIDTH, hexRow } from '@/utils/panel/hex';
import { HexStatus } from './HexStatus';
import styles from './HexView.module.css';
import { useByteSelection } from './useByteSelection';

const ROW = 18;

interface HexViewProps {
  bytes: Uint8Array;
  /** Bytes of the payload as they may be copied; undefined where they hold a credential. */
  safeBytes: (from: number, to: number) => Promise<Uint8Array | undefined>;
}

/** Bytes as offset, hex and ASCII; arrows and the pointer select, and what is selected is read as numbers. */
export function HexView({ bytes, safeBytes }: HexViewProps) {
  const id = useId();
  const count = Math.ceil(bytes.length / HEX_WIDTH);
  const view = useRowWindow<HTMLDivElement>({ count, rowHeight: ROW });
  const bytesPerPage = Math.max(1, view.page - 1) * HEX_WIDTH;
  const selection = useByteSelection(bytes.length, bytesPerPage, (at) =>
    view.reveal(Math.floor(at / HEX_WIDTH)),
  );
  const { first, last, offset, height } = view.rows;
  const drawn = [];
  for (let row = first; row < last; row++) drawn.push(row);
  return (
    <div class={styles.whole}>
      <div
        ref={view.box}
        class={styles.box}
        role="grid"
        aria-label={t('payload.hexLabel', { count: bytes.length })}
        aria-rowcount={count}
        aria-multiselectable={true}
        aria-activedescendant={selection.focus === undefined ? undefined : `${id}-${selection.focus}`}
        tabIndex={0}
        onScroll={view.scrolled}
        onKeyDown={selection.press}
        onPointerDown={selection.point}
        onPointerMove={selection.drag}
      >
        <div role="presentation" style={{ height: `${height}px` }}>
          <div role="presentation" class={styles.rows} style={{ transform: `translateY(${offset}px)` }}>
            {drawn.map((row) => (
              <HexLine key={row} id={id} row={row} bytes={bytes} isSelected={selection.has} />
            ))}
          </div>
        </div>
      </div>
      <HexStatus bytes={bytes} from={selection.from} to={selection.to} safeBytes={safeBytes} />
    </div>
  );
}

interface HexLineProps {
  id: string;
  row: number;
  bytes: Uint8Array;
  isSelected: (at: number) => boolean;
}

function HexLine({ id, row, bytes, isSelected }: HexLineProps) {
  const { offset, ascii } = hexRow(bytes, row);
  const start = row * HEX_WIDTH;
  const line = [...bytes.subarray(start, start + HEX_WIDTH)];
  return (
    <div class={styles.row} role="row" aria-rowindex={row + 1}>
      <span class={styles.offset} role="rowheader">
        {`${offset} `}
      </span>
      <span class={styles.bytes} role="presentation">
        {line.map((byte, at) => {
          const selected = isSelected(start + at);
          return (
            <span
              key={at}
              id={`${id}-${start + at}`}
              role="gridcell"
              class={styles.byte}
              aria-selected={selected}
              data-at={start + at}
              data-half={at === HEX_WIDTH / 2 ? '' : undefined}
            >
              {`${byte.toString(16).padStart(2, '0')} `}
            </span>
          );
        })}
      </span>
      <span class={styles.ascii} role="gridcell" aria-label={ascii}>
        {[...ascii].map((character, at) => (
          <span key={at} data-at={start + at} data-selected={isSelected(start + at) ? '' : undefined}>
            {character}
          </span>
        ))}
      </span>
    </div>
  );
}
