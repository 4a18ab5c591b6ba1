import type { PanelStore } from '@/utils/panel';
import type { Tie } from '@/utils/panel/timeline';
import { LANE } from './metrics';
import styles from './Timeline.module.css';

interface TiesProps {
  store: PanelStore;
  ties: readonly Tie[];
  x: (at: number) => number;
}

/** Lines from where a token was issued to the connections that carried it; strong for what is selected. */
export function Ties({ store, ties, x }: TiesProps) {
  const opened = store.selection.current.value;
  const middle = (lane: number) => lane * LANE + LANE / 2;
  return (
    <g pointer-events="none" aria-hidden="true">
      {ties.map((tie) => {
        const strong =
          opened !== undefined &&
          ((opened.kind === 'socket' && opened.id === tie.socketId) ||
            (opened.kind === 'flow' && opened.id === tie.flowId) ||
            (opened.kind === 'token' && opened.id === tie.tokenId));
        const [fromX, toX] = [x(tie.from.at), x(tie.to.at)];
        return (
          <path
            key={`${tie.socketId}${tie.tokenId}`}
            class={styles.tie}
            data-strong={strong ? '' : undefined}
            d={`M${fromX} ${middle(tie.from.lane)}V${middle(tie.to.lane)}H${toX}`}
          />
        );
      })}
    </g>
  );
}
