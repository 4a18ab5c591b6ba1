import { sameSelection } from '@/utils/panel/selection';
import type { Mark, MarkShape } from '@/utils/panel/timeline';
import { PAD } from '../scale';
import type { Pen } from './index';
import type { Palette } from './palette';

/** The marks of a lane; the selected one with a ring. */
export function drawMarks({ context, palette, scene }: Pen, index: number): void {
  const { scale, layout, selection } = scene;
  const lane = scene.lanes[index]!;
  const y = layout.middle(index);
  context.globalAlpha = scene.shown && !scene.shown.has(lane.id) ? 0.35 : 1;
  for (const mark of lane.marks) {
    const x = scale.x(mark.at);
    if (x < -8 || x > scale.width + PAD + 8) continue;
    drawShape(context, palette, mark, x, y);
    if (selection && selection.kind !== 'socket' && sameSelection(mark.selection, selection)) {
      context.beginPath();
      context.arc(x, y, 7, 0, Math.PI * 2);
      context.strokeStyle = palette.accent;
      context.lineWidth = 1.5;
      context.stroke();
    }
  }
  context.globalAlpha = 1;
}

const COLOURS: Partial<Record<MarkShape, keyof Palette>> = {
  error: 'error',
  expiry: 'warn',
  revocation: 'warn',
  logout: 'warn',
  end: 'idle',
};
const FILLED: ReadonlySet<MarkShape> = new Set(['token', 'expiry', 'refresh', 'logout']);

function drawShape(
  context: CanvasRenderingContext2D,
  palette: Palette,
  { shape }: Mark,
  x: number,
  y: number,
): void {
  const colour = palette[COLOURS[shape] ?? 'accent'];
  const path = new Path2D(pathOf(shape, x, y));
  // A rim in the colour of the ground keeps a mark apart from the frames beneath it.
  context.lineWidth = 4;
  context.strokeStyle = palette.surface;
  context.stroke(path);
  context.lineWidth = shape === 'error' || shape === 'revocation' ? 1.8 : 1.4;
  context.strokeStyle = colour;
  context.fillStyle = FILLED.has(shape) ? colour : palette.surface;
  context.fill(path);
  context.stroke(path);
}

/** A ring for a step, a diamond for a token, two for a refresh, a bar for a use, a cross for an error, … */
function pathOf(shape: MarkShape, x: number, y: number): string {
  switch (shape) {
    case 'step':
      return `M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z`;
    case 'token':
      return `M${x} ${y - 4.5}l4.5 4.5l-4.5 4.5l-4.5 -4.5z`;
    case 'refresh':
      return `M${x - 2} ${y - 4.5}l4.5 4.5l-4.5 4.5zM${x + 3} ${y - 4.5}l4.5 4.5l-4.5 4.5z`;
    case 'use':
      return `M${x} ${y - 4}v8`;
    case 'error':
      return `M${x - 3.5} ${y - 3.5}l7 7m0 -7l-7 7`;
    case 'revocation':
      return `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0zM${x - 2.8} ${y + 2.8}l5.6 -5.6`;
    case 'logout':
      return `M${x - 3.5} ${y - 3.5}h7v7h-7z`;
    case 'expiry':
      return `M${x - 4} ${y - 5}h8l-4 5zM${x} ${y}v6`;
    case 'end':
      return `M${x} ${y - 4.5}v9`;
  }
}
