import '@/components/ui/theme.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { Inspector } from '@/components/inspector/Inspector';
import { t } from '@/utils/i18n';
import { startPage } from '../panel/start-page';

// `?tab=ID` shows a tab live, `?recording=ID` a recording, nothing lets one choose.
const parameters = new URLSearchParams(location.search);
const tab = parameters.get('tab');
const tabId = tab === null || !/^\d+$/.test(tab) ? undefined : Number(tab);
const recording = parameters.get('recording') ?? undefined;
const notice = signal<string>();

const go = (search: string) => location.assign(`${location.pathname}${search}`);

const workspace = startPage({
  ...(tabId !== undefined && { tabId }),
  notice,
  ...(tabId === undefined && { leave: () => go('') }),
});

if (tabId !== undefined) {
  browser.tabs.onRemoved.addListener((closed) => {
    if (closed === tabId) notice.value = t('inspector.tabGone');
  });
  browser.tabs.get(tabId).then(
    ({ title }) => {
      document.title = `${title} · Handshake`;
    },
    () => {
      notice.value = t('inspector.noTab', { id: String(tabId) });
    },
  );
}
if (recording !== undefined) void workspace.openRecording(recording);

async function openTabs() {
  const tabs = await browser.tabs.query({});
  return tabs.flatMap(({ id, title = '', url }) => {
    const address = url === undefined ? null : URL.parse(url);
    if (id === undefined || !address || !/^https?:$/.test(address.protocol)) return [];
    return { id, title, host: address.host };
  });
}

render(
  <Inspector
    workspace={workspace}
    live={tabId !== undefined}
    tabs={openTabs}
    onTab={(id) => go(`?tab=${id}`)}
    onRecording={(id) => go(`?recording=${encodeURIComponent(id)}`)}
  />,
  document.body,
);
