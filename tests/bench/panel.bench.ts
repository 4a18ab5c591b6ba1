// How soon the panel can be used, and how much of it must be loaded for its first view.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { TARGETS } from '../../scripts/extension.ts';
import {
  BROWSERS,
  type Browser,
  type BrowserKind,
  type LaunchOptions,
  launchBrowser,
  type Page,
} from '../extension/drivers/index.ts';
import { createInertExtension } from '../extension/hook/support/inert-extension.ts';
import { alternate, type Benchmark, type Measured, measured, median } from './benchmark.ts';
import { type BusySession, openBusySession } from './support/busy-session.ts';
import { type FloodSite, startFloodSite } from './support/flood.ts';
import { INTERACTIONS, timesOf } from './support/interactions.ts';

const ROUNDS = 7;

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

/** How soon our panel can be used, beside a panel that is empty: what the browser itself takes to show one. */
async function interactive(kind: BrowserKind, site: FloodSite): Promise<Measured[]> {
  const inert = createInertExtension(kind, { panel: true });
  const opened: Browser[] = [];
  const pageOf = async (options?: LaunchOptions) => {
    const browser = await launchBrowser(kind, options);
    opened.push(browser);
    return browser.newPage(site.origin);
  };
  try {
    const pages = {
      ours: await pageOf(),
      empty: await pageOf({ extension: inert.folder, panelTitle: 'Inert' }),
    };
    const timeOf = async (page: Page) => {
      const panel = await page.openPanel();
      const time = await panel.evaluate(readyAt);
      await panel.close();
      return time;
    };
    const { ours, empty } = await alternate(
      { ours: () => timeOf(pages.ours), empty: () => timeOf(pages.empty) },
      ROUNDS,
    );
    const figure = { subject: 'panel', browser: kind, unit: 'ms' } as const;
    return [
      measured({
        ...figure,
        name: 'interactive after it is shown',
        value: Math.round(ours),
        atMost: 150,
      }),
      measured({ ...figure, name: '… an empty panel of an empty extension', value: Math.round(empty) }),
    ];
  } finally {
    for (const browser of opened) await browser.close();
    inert.remove();
  }
}

const REPEATED = 7;

/** The slowest of what a person does most, of each the median. A frame of the screen, 16 ms, is in it. */
async function interactions(kind: BrowserKind, busy: BusySession, names?: RegExp): Promise<Measured> {
  const browser = await launchBrowser(kind);
  try {
    const page = await browser.newPage('about:blank');
    const panel = await page.openPanel();
    await openBusySession(panel, busy);
    await panel.waitFor('[role="listbox"]');
    const wanted = INTERACTIONS.filter(({ name }) => names?.test(name) ?? true);
    const medians: [string, number][] = [];
    for (const one of wanted) {
      // The first brings what is loaded on demand.
      await timesOf(panel, one, 1);
      medians.push([one.name, median(await timesOf(panel, one, REPEATED))]);
    }
    console.log(medians.map(([name, ms]) => `${name} ${ms.toFixed(0)} ms`).join(', '));
    const { flows, connections, frames } = busy;
    return measured({
      subject: 'panel',
      name: `slowest interaction, ${frames} frames, ${connections} sockets, ${flows} flows`,
      browser: kind,
      value: Math.round(Math.max(...medians.map(([, ms]) => ms))),
      unit: 'ms',
      atMost: 50,
    });
  } finally {
    await browser.close();
  }
}

export default (async () => {
  const site = await startFloodSite();
  try {
    const results: Measured[] = [];
    for (const kind of BROWSERS) {
      results.push(firstView(kind), ...(await interactive(kind, site)));
      results.push(await interactions(kind, { frames: 100_000, connections: 10, flows: 50 }));
      results.push(
        await interactions(kind, { frames: 20_000, connections: 1_000, flows: 100 }, /timeline|connection/),
      );
    }
    return results;
  } finally {
    site.close();
  }
}) satisfies Benchmark;
