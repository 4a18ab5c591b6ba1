import '@/components/ui/theme.css';
import './popup.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { Popup } from '@/components/popup/Popup';
import { locale, useMessages } from '@/utils/i18n';
import { connectRecorder } from '@/utils/panel/recorder';

useMessages((key) => browser.i18n.getMessage(key as never));
document.documentElement.lang = locale();

/** The tab that it is about: the one in front, or that which the address names (the popup opened as a page). */
async function findTab() {
  const named = new URLSearchParams(location.search).get('tab');
  if (named !== null) return browser.tabs.get(Number(named)).catch(() => undefined);
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  return active;
}

/** What an extension can see of: not the browser's own pages, and not its shop. */
function pageOf(tab: { url?: string; title?: string } | undefined) {
  const url = tab?.url === undefined ? null : URL.parse(tab.url);
  if (!url || !/^(https?|file):$/.test(url.protocol)) return undefined;
  return { title: tab?.title ?? '', host: url.host || url.pathname };
}

async function open(url: string) {
  await browser.tabs.create({ url });
  close();
}

async function start() {
  const tab = await findTab();
  const commands = await browser.commands.getAll();
  const shortcut = commands.find(({ name }) => name === 'toggle-recording')?.shortcut;
  const { recordings } = connectRecorder({
    connect: (info) => browser.runtime.connect(info),
    ...(tab?.id !== undefined && { tabId: tab.id }),
  });
  const inspector = browser.runtime.getURL('/inspector.html');
  render(
    <Popup
      recordings={recordings}
      page={pageOf(tab)}
      shortcut={shortcut || undefined}
      now={Date.now}
      links={{
        tab: `${inspector}?tab=${tab?.id}`,
        list: inspector,
        recording: (id) => `${inspector}?recording=${encodeURIComponent(id)}`,
      }}
      open={(url) => void open(url)}
    />,
    document.body,
  );
}

void start();
