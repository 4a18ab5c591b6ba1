import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';

/** Side of a cell in px: the mean of its colours is what is kept and compared, so that no font's edges are. */
const CELL = 10;
/** How far a cell's mean may be from its baseline's, of 255, and how many of a region's cells may be farther. */
const FAR = 32;
const MOST = 0.1;

/** A part of a picture by its px; what reaches beyond the picture is left out. */
export interface Region {
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Means of a screenshot's cells, as a small picture. */
function shrunk(file: string): PNG {
  const whole = PNG.sync.read(readFileSync(file));
  const small = new PNG({ width: Math.floor(whole.width / CELL), height: Math.floor(whole.height / CELL) });
  for (let row = 0; row < small.height; row++) {
    for (let column = 0; column < small.width; column++) {
      const at = (row * small.width + column) * 4;
      for (let channel = 0; channel < 3; channel++)
        small.data[at + channel] = mean(whole, column, row, channel);
      small.data[at + 3] = 255;
    }
  }
  return small;
}

function mean({ data, width }: PNG, column: number, row: number, channel: number): number {
  let sum = 0;
  for (let y = row * CELL; y < (row + 1) * CELL; y++) {
    for (let x = column * CELL; x < (column + 1) * CELL; x++) sum += data[(y * width + x) * 4 + channel]!;
  }
  return Math.round(sum / CELL ** 2);
}

/**
 * The regions of a screenshot that do not look as their baseline does, each with the share of its cells that differ.
 * Baselines are in tests/extension/pictures, some kB each; `UPDATE_PICTURES=1` writes them anew.
 */
export function differingRegions(file: string, name: string, regions: readonly Region[]): string[] {
  const baseline = path.join(import.meta.dirname, 'pictures', `${name}.png`);
  const now = shrunk(file);
  if (process.env.UPDATE_PICTURES) {
    writeFileSync(baseline, PNG.sync.write(now, { colorType: 2 }));
    return [];
  }
  if (!existsSync(baseline)) return [`no baseline ${name}: UPDATE_PICTURES=1 writes it`];
  const then = PNG.sync.read(readFileSync(baseline));
  return regions.flatMap((region) => {
    const share = differing(now, then, region);
    return share > MOST ? `${name}: ${region.name} differs in ${Math.round(share * 100)} % of its cells` : [];
  });
}

function differing(now: PNG, then: PNG, { x, y, width, height }: Region): number {
  const right = Math.min(now.width, then.width, Math.floor((x + width) / CELL));
  const bottom = Math.min(now.height, then.height, Math.floor((y + height) / CELL));
  let cells = 0;
  let far = 0;
  for (let row = Math.floor(y / CELL); row < bottom; row++) {
    for (let column = Math.floor(x / CELL); column < right; column++) {
      cells++;
      const [a, b] = [(row * now.width + column) * 4, (row * then.width + column) * 4];
      const most = Math.max(...[0, 1, 2].map((at) => Math.abs(now.data[a + at]! - then.data[b + at]!)));
      if (most > FAR) far++;
    }
  }
  return cells === 0 ? 1 : far / cells;
}
