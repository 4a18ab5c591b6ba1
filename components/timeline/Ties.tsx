import type { PanelStore } from '@/utils/panel';
import { ownerOf } from '@/utils/panel/selection';
import type { Tie } from '@/utils/panel/timeline';
import { LANE } from './metrics';
import styles from './Timeline.module.css';

interface TiesProps {
  store: PanelStore;
  ties: readonly Tie[];
  x: (at: number) => number;
  /** Lanes that are drawn: from `first` to before `last`. */
  first: number;
  last: number;
}

/** Lines from where a token was issued to the connections that carried it; strong for what is selected. */
export function Ties({ store, ties, x, first, last }: TiesProps) {
  const selection = store.selection.current.value;
  const owner = ownerOf(selection);
  const middle = (lane: number) => lane * LANE + LANE / 2;
  return (
    <g pointer-events="none">
      {ties.map((tie) => {
        const [top, bottom] = [tie.from.lane, tie.to.lane].sort((a, b) => a - b) as [number, number];
        if (bottom < first || top >= last) return null;
        const strong =
          selection?.kind === 'token'
            ? selection.id === tie.tokenId
            : owner !== undefined && (owner === tie.socketId || owner === tie.flowId);
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
