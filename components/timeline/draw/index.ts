import type { Selection } from '@/utils/panel';
import type { Related } from '@/utils/panel/related';
import type { TimeSpan } from '@/utils/panel/time-span';
import type { Density, Lane, LaneLayout, Tie } from '@/utils/panel/timeline';
import { PAD, type Scale } from '../scale';
import { drawBands } from './bands';
import { drawBars, drawFrames } from './bars';
import { drawMarks } from './marks';
import { type Palette, paletteOf } from './palette';
import { drawTies } from './ties';

/** Everything that the picture is drawn from. */
export interface Scene {
  lanes: readonly Lane[];
  layout: LaneLayout;
  ties: readonly Tie[];
  scale: Scale;
  window: { first: number; last: number };
  scrollTop: number;
  height: number;
  /** The lane of the selection; −1 for none. */
  chosen: number;
  selection: Selection | undefined;
  related: Related;
  /** Lanes that the lists show; undefined: all. The others are drawn faintly. */
  shown: ReadonlySet<string> | undefined;
  /** Where what goes on is drawn to, and where the session begins, epoch ms. */
  now: number;
  from: number;
  brush: TimeSpan | undefined;
  /** Where the pointer is, px. */
  pointer: number | undefined;
  density(socketId: string): Density;
}

export interface Pen {
  context: CanvasRenderingContext2D;
  palette: Palette;
  scene: Scene;
}

/** Draws the lanes that are in view. */
export function drawTimeline(canvas: HTMLCanvasElement, scene: Scene): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { scale, height, window, lanes, scrollTop } = scene;
  const ratio = devicePixelRatio;
  const width = scale.width + PAD;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const pen: Pen = { context, palette: paletteOf(canvas), scene };
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  drawBrush(pen, height);
  context.translate(0, -scrollTop);
  const densities = new Map<number, Density>();
  for (let lane = window.first; lane < window.last; lane++) {
    if (lanes[lane]!.kind === 'socket') densities.set(lane, scene.density(lanes[lane]!.id));
  }
  // One scale for all lanes in view, so that they compare.
  const most = Math.max(1, ...[...densities.values()].map((density) => density.most));
  for (let lane = window.first; lane < window.last; lane++) {
    const { id } = lanes[lane]!;
    context.globalAlpha = scene.shown && !scene.shown.has(id) ? 0.35 : 1;
    drawBars(pen, lane);
    const density = densities.get(lane);
    if (density) drawFrames(pen, lane, density, most);
    drawBands(pen, lane);
  }
  context.globalAlpha = 1;
  drawTies(pen);
  for (let lane = window.first; lane < window.last; lane++) drawMarks(pen, lane);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawPointer(pen, height);
}

function drawBrush({ context, palette, scene: { brush, scale } }: Pen, height: number): void {
  if (!brush) return;
  const left = scale.x(brush.from);
  const width = Math.max(1, scale.x(brush.to) - left);
  context.fillStyle = palette.accent;
  context.globalAlpha = 0.12;
  context.fillRect(left, 0, width, height);
  context.globalAlpha = 0.7;
  context.fillRect(left, 0, 1, height);
  context.fillRect(left + width - 1, 0, 1, height);
  context.globalAlpha = 1;
}

function drawPointer({ context, palette, scene: { pointer } }: Pen, height: number): void {
  if (pointer === undefined) return;
  context.globalAlpha = 0.6;
  context.fillStyle = palette.accent;
  context.fillRect(Math.round(pointer), 0, 1, height);
  context.globalAlpha = 1;
}
