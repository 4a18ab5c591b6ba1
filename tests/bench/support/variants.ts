import { type Browser, type BrowserKind, launchBrowser } from '../../extension/drivers/index.ts';
import { createInertExtension } from '../../extension/hook/support/inert-extension.ts';

/** Two browsers of a kind, alike but for the extension: ours, and one that does nothing. */
export interface Variants {
  ours: Browser;
  inert: Browser;
  close(): Promise<void>;
}

export async function launchVariants(kind: BrowserKind): Promise<Variants> {
  const extension = createInertExtension(kind);
  const opened: Browser[] = [];
  const close = async () => {
    for (const browser of opened) await browser.close();
    extension.remove();
  };
  try {
    const ours = await launchBrowser(kind);
    opened.push(ours);
    const inert = await launchBrowser(kind, { extension: extension.folder });
    opened.push(inert);
    return { ours, inert, close };
  } catch (error) {
    await close();
    throw error;
  }
}
