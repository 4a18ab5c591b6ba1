import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { BrowserKind, Page, Panel } from '../tests/extension/drivers/index.ts';
import { outliveToken, plainSockets, signIn } from '../tests/extension/playground-steps.ts';
import type { Playground } from '../tests/playground/index.ts';
import { output, root } from './run.ts';

interface Stage {
  kind: BrowserKind;
  playground: Playground;
  page: Page;
  panel: Panel;
}

/** One sign-in, a socket that outlives its token, plain sockets; then the pictures, the session and what was seen. */
export async function playDemo(stage: Stage): Promise<void> {
  const { kind, playground, page, panel } = stage;
  await signIn(page, { shortLived: true });
  await outliveToken(page);
  await page.goto(playground.socketsPage);
  await plainSockets(page);
  const folder = path.join(output, 'demo');
  mkdirSync(folder, { recursive: true });
  const written: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    const file = path.join(folder, `${kind}-${theme}.png`);
    await panel.screenshot(file, { theme, whole: true, width: 1400, height: 900 });
    written.push(file);
  }
  console.log(written.map((file) => path.relative(root, file)).join('\n'));
}
