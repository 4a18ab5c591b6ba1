import { BAR, type Density, type Lane, type Segment } from '@/utils/panel/timeline';
import { PAD } from '../scale';
import type { Pen } from './index';
import type { Palette } from './palette';

/** The stretches of a lane: a flow as a line, a connection as a bar whose outline tells its state. */
export function drawBars(pen: Pen, index: number): void {
  const { context, palette, scene } = pen;
  const lane = scene.lanes[index]!;
  const middle = scene.layout.middle(index);
  for (const segment of lane.segments) {
    const left = Math.max(-4, scene.scale.x(segment.from));
    const right = Math.min(scene.scale.width + PAD + 4, scene.scale.x(segment.to ?? scene.now));
    const width = Math.max(1.5, right - left);
    if (right < -2 || left > scene.scale.width + PAD + 2) continue;
    if (segment.kind === 'flow') {
      context.fillStyle = palette.accent;
      const alpha = context.globalAlpha;
      context.globalAlpha = alpha * 0.5;
      context.fillRect(left, middle - 1, width, 2);
      context.globalAlpha = alpha;
    } else drawBar(pen, styleOf(lane, segment, palette), left, middle - BAR / 2, width);
  }
}

interface BarStyle {
  colour: string;
  filled: boolean;
  dashed: boolean;
}

function styleOf(lane: Lane, { kind }: Segment, palette: Palette): BarStyle {
  if (kind === 'connecting') {
    return { colour: lane.failed ? palette.error : palette.pending, filled: false, dashed: true };
  }
  if (kind === 'closing') return { colour: palette.pending, filled: false, dashed: false };
  return { colour: lane.to === undefined ? palette.ok : palette.idle, filled: true, dashed: false };
}

function drawBar({ context }: Pen, style: BarStyle, left: number, top: number, width: number): void {
  const alpha = context.globalAlpha;
  context.beginPath();
  context.roundRect(left + 0.5, top + 0.5, Math.max(1, width - 1), BAR - 1, Math.min(2, width / 2));
  if (style.filled) {
    context.fillStyle = style.colour;
    context.globalAlpha = alpha * 0.14;
    context.fill();
    context.globalAlpha = alpha;
  }
  context.strokeStyle = style.colour;
  context.lineWidth = 1;
  context.setLineDash(style.dashed ? [2, 2] : []);
  context.stroke();
  context.setLineDash([]);
}

/** How many frames each way: sent grow up from the bar's middle, received down. */
export function drawFrames(
  { context, palette, scene }: Pen,
  index: number,
  density: Density,
  most: number,
): void {
  if (density.most === 0) return;
  const middle = Math.round(scene.layout.middle(index));
  const room = Math.floor(BAR / 2) - 1;
  // Logarithmic: one frame is to be seen beside a thousand.
  const heights = (count: number) =>
    Math.max(1, Math.round((Math.log2(1 + count) / Math.log2(1 + most)) * room));
  for (const [counts, colour, up] of [
    [density.sent, palette.send, true],
    [density.received, palette.receive, false],
  ] as const) {
    context.fillStyle = colour;
    for (let column = 0; column < counts.length; column++) {
      const count = counts[column]!;
      if (count === 0) continue;
      const height = heights(count);
      context.fillRect(PAD + column, up ? middle - height : middle, 1, height);
    }
  }
}
