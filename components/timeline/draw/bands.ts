import { TRACK } from '@/utils/panel/timeline';
import type { Pen } from './index';

const ALPHA = { access: 0.85, refresh: 0.45, id: 0.6, unknown: 0.6, code: 0.6, registration: 0.45 } as const;

/** The lives of tokens: to an expiry or a revocation with a cap, of unknown end as dots. What is still to come is paler. */
export function drawBands({ context, palette, scene }: Pen, index: number): void {
  const { lanes, layout, scale, now } = scene;
  const alpha = context.globalAlpha;
  const chosen = scene.selection?.kind === 'token' ? scene.selection.id : undefined;
  for (const band of lanes[index]!.bands) {
    const left = scale.x(band.from);
    const right = scale.x(band.to ?? now);
    if (right < 0 || left > scale.width + 12) continue;
    const y = layout.trackTop(index, band.track) + 1;
    const height = TRACK - 2;
    context.fillStyle = band.kind === 'id' ? palette.idle : palette.accent;
    const strength = band.tokenId === chosen ? 1 : ALPHA[band.kind];
    const present = Math.min(Math.max(left, scale.x(now)), right);
    context.globalAlpha = alpha * strength;
    if (band.to === undefined) dots(context, left, right, y, height);
    else context.fillRect(left, y, Math.max(1, present - left), height);
    context.globalAlpha = alpha * strength * 0.4;
    if (right > present) context.fillRect(present, y, right - present, height);
    context.globalAlpha = alpha;
    if (band.end === 'expiry' || band.end === 'revocation') {
      context.fillStyle = palette.warn;
      context.fillRect(right - 1, y - 1, 2, height + 2);
    }
  }
}

function dots(
  context: CanvasRenderingContext2D,
  left: number,
  right: number,
  y: number,
  height: number,
): void {
  const start = Math.max(left, -4);
  const end = Math.min(right, 4000);
  for (let x = start; x < end; x += 4) context.fillRect(x, y, 2, height);
}
