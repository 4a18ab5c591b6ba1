// npm run picture: the README's picture anew, from the built extension in Chromium on the playground.
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser } from '../tests/extension/drivers/index.ts';
import { startPlayground } from '../tests/playground/index.ts';
import { needBrowser } from './browsers.ts';
import { playDemo } from './demo-story.ts';
import { buildIfStale } from './extension.ts';
import { output, root } from './run.ts';

needBrowser('chromium');
await buildIfStale('chromium');
const playground = await startPlayground();
try {
  const browser = await launchBrowser('chromium');
  try {
    const page = await browser.newPage(playground.app);
    await playDemo({ playground, browser, page, panel: await page.openPanel() });
  } finally {
    await browser.close();
  }
} finally {
  await playground.close();
}
const picture = path.join(root, 'docs', 'images', 'panel.png');
copyFileSync(path.join(output, 'demo', 'chromium-light.png'), picture);
console.log(path.relative(root, picture));
