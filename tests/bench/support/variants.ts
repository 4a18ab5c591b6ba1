import { type Browser, type BrowserKind, launchBrowser } from '../../extension/drivers/index.ts';
import { createInertExtension } from '../../extension/hook/support/inert-extension.ts';

/** Browsers of a kind, alike but for the extension: ours, and one that does nothing. */
export interface Variants {
  ours: Browser;
  inert: Browser;
  /** Does nothing either, in content scripts of both worlds. */
  empty?: Browser;
  close(): Promise<void>;
}

export async function launchVariants(kind: BrowserKind, wanted = { empty: false }): Promise<Variants> {
  const extension = createInertExtension(kind);
  const scripts = createInertExtension(kind, { contentScripts: true });
  const opened: Browser[] = [];
  const close = async () => {
    for (const browser of opened) await browser.close();
    extension.remove();
    scripts.remove();
  };
  try {
    const ours = await launchBrowser(kind);
    opened.push(ours);
    const inert = await launchBrowser(kind, { extension: extension.folder });
    opened.push(inert);
    if (!wanted.empty) return { ours, inert, close };
    const empty = await launchBrowser(kind, { extension: scripts.folder });
    opened.push(empty);
    return { ours, inert, empty, close };
  } catch (error) {
    await close();
    throw error;
  }
}
