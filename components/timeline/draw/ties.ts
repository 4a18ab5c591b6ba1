import { ownerOf } from '@/utils/panel/selection';
import type { Tie } from '@/utils/panel/timeline';
import type { Pen } from './index';

/** More than these are drawn only where they belong to what is selected. */
const CROWD = 60;

/** Lines from where a token was issued to the connections that carried it; strong for what is selected. */
export function drawTies(pen: Pen): void {
  const { scene } = pen;
  const { first, last } = scene.window;
  const seen = scene.ties.filter(({ from, to }) => {
    return Math.max(from.lane, to.lane) >= first && Math.min(from.lane, to.lane) < last;
  });
  for (const tie of seen) {
    const strong = belongs(tie, pen);
    if (strong || seen.length <= CROWD) drawTie(pen, tie, strong);
  }
}

function belongs(tie: Tie, { scene: { selection } }: Pen): boolean {
  if (selection?.kind === 'token') return selection.id === tie.tokenId;
  const owner = ownerOf(selection);
  return owner !== undefined && (owner === tie.socketId || owner === tie.flowId);
}

function drawTie({ context, palette, scene: { layout, scale } }: Pen, tie: Tie, strong: boolean): void {
  const [x, toX] = [Math.round(scale.x(tie.from.at)) + 0.5, scale.x(tie.to.at)];
  const [y, toY] = [layout.middle(tie.from.lane), Math.round(layout.middle(tie.to.lane)) + 0.5];
  context.globalAlpha = strong ? 1 : 0.35;
  context.strokeStyle = palette.accent;
  context.fillStyle = palette.accent;
  context.lineWidth = strong ? 1.5 : 1;
  context.setLineDash(tie.proved ? [] : [3, 3]);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x, toY);
  context.lineTo(toX - 4, toY);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(toX - 6, toY - 3);
  context.lineTo(toX - 1, toY);
  context.lineTo(toX - 6, toY + 3);
  context.fill();
  context.globalAlpha = 1;
}
