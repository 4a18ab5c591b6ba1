import { copyFileSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser, Panel, Surface } from '../drivers/index.ts';
import { EXPORTS } from '../exports.ts';
import { readFlows, readGrid } from '../panel-reader.ts';

const EXPORT = 'button[aria-label^="Export the session"]';
export const CONNECTIONS = 'WebSocket connections';

/** Clicks the button of a dialog or bar that says this. */
export async function press(surface: Surface, words: string): Promise<void> {
  await surface.waitFor(
    (wanted: string) => {
      const button = [...document.querySelectorAll('button')].find(
        (one) => one.textContent?.trim() === wanted || one.getAttribute('aria-label') === wanted,
      );
      button?.click();
      // Not the button itself: what it did may have taken it out of the page.
      return button !== undefined;
    },
    { args: [words], what: `the button ${words}` },
  );
}

/** Chooses a format and a level, saves, and keeps the file: the browser takes its downloads with it. */
export async function exportAs(
  browser: Browser,
  panel: Surface,
  { format = 'session', level = 'default' }: { format?: string; level?: string } = {},
  timeout?: number,
): Promise<string> {
  await panel.click(EXPORT);
  await panel.click(`dialog input[value="${format}"]`);
  await panel.click(`dialog input[value="${level}"]`);
  const saved = await browser.download(async () => {
    await panel.click('dialog button[data-primary]');
    await panel.waitFor('[aria-label="What was redacted"]', timeout ? { timeout } : {});
  });
  await press(panel, 'Done');
  await panel.waitFor(() => !document.querySelector('dialog'));
  mkdirSync(EXPORTS, { recursive: true });
  const kept = path.join(mkdtempSync(`${EXPORTS}/`), path.basename(saved));
  copyFileSync(saved, kept);
  return kept;
}

/** The text of a saved file. */
export function textIn(file: string): string {
  const bytes = readFileSync(file);
  return (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
}

export type Way = 'chosen' | 'dropped' | 'pasted';

/**
 * Gives bytes to the panel in pieces, for files that are too large for one message, and opens them as a file. What is
 * kept in between is the window's: Firefox runs each evaluation in a scope of its own.
 */
export async function openBytes(
  panel: Panel,
  bytes: Buffer,
  name: string,
  before: () => Promise<void>,
): Promise<void> {
  const PIECE = 4 * 1024 * 1024;
  for (let at = 0; at < bytes.length; at += PIECE) {
    await panel.evaluate(
      (base64: string, first: boolean) => {
        const held = window as unknown as { pieces: Uint8Array<ArrayBuffer>[] };
        if (first) held.pieces = [];
        held.pieces.push(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
      },
      bytes.subarray(at, at + PIECE).toString('base64'),
      at === 0,
    );
  }
  await panel.waitFor('input[aria-label="Session file"]');
  await before();
  await panel.evaluate((named: string) => {
    const held = window as unknown as { pieces: Uint8Array<ArrayBuffer>[] };
    const data = new DataTransfer();
    data.items.add(new File(held.pieces, named));
    held.pieces = [];
    const field = document.querySelector<HTMLInputElement>('input[aria-label="Session file"]')!;
    field.files = data.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, name);
}

/** Gives a file to the panel, as a person would. */
export async function openIn(
  panel: Surface,
  file: string,
  way: Way = 'chosen',
  input = 'Session file',
): Promise<void> {
  await panel.waitFor(`input[aria-label="${input}"]`);
  await panel.evaluate(
    (base64: string, name: string, how: Way, label: string) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const data = new DataTransfer();
      if (how === 'pasted') data.setData('text/plain', new TextDecoder().decode(bytes));
      else data.items.add(new File([bytes], name));
      if (how === 'chosen') {
        const field = document.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)!;
        field.files = data.files;
        field.dispatchEvent(new Event('change', { bubbles: true }));
      } else if (how === 'dropped') {
        document.body.dispatchEvent(
          new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
        );
      } else {
        const event = new Event('paste', { bubbles: true });
        // Firefox gives a made event no clipboard of ours.
        Object.defineProperty(event, 'clipboardData', { value: data });
        document.body.dispatchEvent(event);
      }
    },
    readFileSync(file).toString('base64'),
    path.basename(file),
    way,
    input,
  );
}

/** What a reader sees of a session: its connections and flows. */
export async function seenIn(panel: Surface) {
  const rows = await readGrid(panel, CONNECTIONS);
  return {
    connections: rows.map((row) => [row.State, row['Frames ↑ ↓'], row.Code, row.Token]),
    flows: (await readFlows(panel)).map(
      (text) => /(Authorization code \+ PKCE|complete|playground-spa)/g.exec(text)?.[0],
    ),
  };
}

/** The texts of what matches, under shadow roots too: Chrome's own tools are made of them. */
export const textsInShadow = (surface: Surface, selector: string): Promise<string[]> =>
  surface.evaluate((wanted: string) => {
    const roots: ParentNode[] = [document];
    const texts: string[] = [];
    for (let root = roots.shift(); root; root = roots.shift()) {
      for (const element of root.querySelectorAll('*')) {
        if (element.matches(wanted)) texts.push(element.textContent ?? '');
        if (element.shadowRoot) roots.push(element.shadowRoot);
      }
    }
    return texts;
  }, selector);

/** Presses the first that matches and begins with these words; says whether there was one. */
export const pressInShadow = (surface: Surface, selector: string, words: string): Promise<boolean> =>
  surface.evaluate(
    (wanted: string, begin: string) => {
      const roots: ParentNode[] = [document];
      for (let root = roots.shift(); root; root = roots.shift()) {
        for (const element of root.querySelectorAll('*')) {
          if (element.shadowRoot) roots.push(element.shadowRoot);
          if (!element.matches(wanted) || !element.textContent?.startsWith(begin)) continue;
          for (const type of ['mousedown', 'mouseup', 'click'])
            element.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, button: 0 }));
          return true;
        }
      }
      return false;
    },
    selector,
    words,
  );

/** Gives a HAR to the Network panel of Chrome as its Import button does; says whether the panel was there. */
export const importHar = (network: Surface, har: string): Promise<boolean> =>
  network.evaluate((text: string) => {
    const roots: ParentNode[] = [document];
    for (let root = roots.shift(); root; root = roots.shift()) {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) roots.push(element.shadowRoot);
        if (!element.matches('input[type="file"]')) continue;
        const data = new DataTransfer();
        data.items.add(new File([text], 'session.har'));
        (element as HTMLInputElement).files = data.files;
        element.dispatchEvent(new Event('change'));
        return true;
      }
    }
    return false;
  }, har);
