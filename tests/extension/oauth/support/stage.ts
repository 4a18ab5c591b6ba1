import { expect } from 'vitest';
import { leaksOf } from '../../../unit/support/outputs.ts';
import { type Browser, type BrowserKind, launchBrowser, type Page, type Panel } from '../../drivers/index.ts';
import { alarms } from './findings.ts';
import { type Names, outline } from './outline.ts';
import { type Recorder, recordSession } from './recorder.ts';

/** One tab with DevTools open, its recording, and what a person does in it. */
export interface Stage {
  browser: Browser;
  page: Page;
  panel: Panel;
  recorder: Recorder;
  /** Goes to a page of the test and forgets what was before. */
  open(url: string): Promise<void>;
  /** Signs in and agrees where the authorization server asks, until an element is there. */
  pass(until: string, page?: Page): Promise<void>;
  /** Waits until an action of the page has ended. */
  done(action: string): Promise<void>;
  /** Waits until the flows are as outlined; then no secret of theirs may be found in what would leave redacted. */
  flows(...expected: unknown[][]): Promise<void>;
  /** What the checks hold against the flows, above information, as "check-id: message" lines. */
  alarms(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openStage(kind: BrowserKind, url: string, names: Names): Promise<Stage> {
  const browser = await launchBrowser(kind);
  try {
    const page = await browser.newPage(url);
    const panel = await page.openPanel();
    return stage({ browser, page, panel, recorder: await recordSession(panel) }, names);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

function stage(parts: Pick<Stage, 'browser' | 'page' | 'panel' | 'recorder'>, names: Names): Stage {
  const { browser, page, recorder } = parts;
  return {
    ...parts,
    async open(url) {
      await page.goto(url);
      await page.waitFor('body[data-ready]');
      // Each of two panels on a tab clears for itself alone.
      await parts.panel.click('[aria-label^="Clear"]');
      await recorder.clear();
    },
    pass: (until, on = page) =>
      on.waitFor(
        (wanted: string) => {
          const next = document.querySelector<HTMLElement>('form #sign-in, #allow');
          // Once for each page: a second click would send its form again.
          if (next && !next.dataset.pressed) {
            next.dataset.pressed = 'true';
            next.click();
          }
          return document.querySelector(wanted);
        },
        { args: [until], what: `${until}, through the pages of the authorization server` },
      ),
    done: (action) => page.waitFor(`body[data-done="${action}"]`),
    async flows(...expected) {
      const seen = async () => {
        const session = await recorder.session();
        return session.flows.map((flow) => outline(session, flow, names));
      };
      await expect.poll(seen).toEqual(expected);
      expect(leaksOf(recorder.journal())).toEqual([]);
    },
    alarms: async () => alarms(await recorder.session()),
    close: () => browser.close(),
  };
}
