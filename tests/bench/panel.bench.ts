// How soon the panel can be used, and how much of it must be loaded for its first view.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { TARGETS } from '../../scripts/extension.ts';
import { BROWSERS, type BrowserKind, launchBrowser } from '../extension/drivers/index.ts';
import { type Benchmark, type Measured, measured, median } from './benchmark.ts';
import { type FloodSite, startFloodSite } from './support/flood.ts';

const ROUNDS = 5;

/** Scripts that panel.html names and what they import at once, each gzipped by itself as it would be sent. */
function firstView(kind: BrowserKind): Measured {
  const { folder } = TARGETS[kind];
  const seen = new Set<string>();
  const follow = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, , target] of text.matchAll(/(\bimport|\bfrom)\s*["']([^"']+\.js)["']/g)) {
      follow(path.resolve(path.dirname(file), target!));
    }
  };
  const html = readFileSync(path.join(folder, 'panel.html'), 'utf8');
  for (const [, source] of html.matchAll(/src="([^"]+\.js)"/g)) follow(path.join(folder, source!));
  if (seen.size === 0) throw new Error('panel.html names no script');
  const value = [...seen].reduce(
    (sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).byteLength,
    0,
  );
  return measured({
    subject: 'panel',
    name: 'scripts of the first view, gzipped',
    browser: kind,
    value: Math.round(value / 100) / 10,
    unit: 'kB',
    atMost: 60,
  });
}

/** In the panel: milliseconds from its navigation until its first view was drawn and its scripts had run. */
function readyAt(): number {
  const [painted] = performance.getEntriesByName('first-contentful-paint');
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return Math.max(painted?.startTime ?? 0, navigation!.domContentLoadedEventEnd);
}

async function interactive(kind: BrowserKind, site: FloodSite): Promise<Measured> {
  const browser = await launchBrowser(kind);
  try {
    const page = await browser.newPage(site.origin);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const panel = await page.openPanel();
      times.push(await panel.evaluate(readyAt));
      await panel.close();
    }
    return measured({
      subject: 'panel',
      name: 'interactive after it is shown',
      browser: kind,
      value: median(times),
      unit: 'ms',
      atMost: 150,
    });
  } finally {
    await browser.close();
  }
}

export default (async () => {
  const site = await startFloodSite();
  try {
    const results: Measured[] = [];
    for (const kind of BROWSERS) results.push(firstView(kind), await interactive(kind, site));
    return results;
  } finally {
    site.close();
  }
}) satisfies Benchmark;
