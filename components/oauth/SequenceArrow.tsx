import type { Arrow } from '@/utils/panel/oauth';
import styles from './SequenceDiagram.module.css';

/** One message: its line tells request, response or redirect; a cross in a circle ends one that failed. */
export function SequenceArrow({ arrow }: { arrow: Arrow }) {
  const { x1, x2, y, line, failed } = arrow;
  const way = x2 === x1 ? 0 : Math.sign(x2 - x1);
  const end = x2 - way * (failed ? 8 : 1);
  const shaft = way ? `M${x1 + way * 3} ${y}H${end}` : `M${x1} ${y - 6}h22v12h-20`;
  return (
    <g class={styles.arrow} data-line={line} data-failed={failed || undefined}>
      <circle class={styles.origin} cx={x1} cy={way ? y : y - 6} r="2.5" />
      <path class={styles.shaft} d={shaft} />
      {line === 'socket' && way !== 0 && <path class={styles.shaft} d={`M${x1 + way * 3} ${y + 3}H${end}`} />}
      {failed ? (
        <path
          class={styles.cross}
          d={`M${x2 - 4} ${y - 4}l8 8m0-8-8 8M${x2 - 7} ${y}a7 7 0 1 0 14 0a7 7 0 1 0-14 0`}
        />
      ) : (
        <Tip
          x={way ? x2 : x1 + 1}
          y={way ? y + (line === 'socket' ? 1.5 : 0) : y + 6}
          way={way || -1}
          line={line}
        />
      )}
      <text class={styles.label} x={arrow.labelX} y={y - 7} text-anchor={arrow.anchor}>
        {arrow.label}
        {arrow.detail && (
          <tspan class={styles.detail} dx="7">
            {arrow.detail}
          </tspan>
        )}
      </text>
    </g>
  );
}

/** Filled for a request, open for an answer, hollow for a redirect. */
function Tip({ x, y, way, line }: { x: number; y: number; way: number; line: Arrow['line'] }) {
  const back = x - way * 7;
  if (line === 'response' || line === 'unseen') {
    return <path class={styles.open_tip} d={`M${back} ${y - 4}L${x} ${y}L${back} ${y + 4}`} />;
  }
  return (
    <path
      class={line === 'redirect' ? styles.hollow_tip : styles.filled_tip}
      d={`M${x} ${y}L${back - way} ${y - 4.5}V${y + 4.5}Z`}
    />
  );
}
