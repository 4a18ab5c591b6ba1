import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { createBackground, watchNavigation, watchRequests } from '@/utils/capture';
import { fetchDocument } from '@/utils/capture/fetch-document';
import type { NavigationApi } from '@/utils/capture/navigation';
import type { WebRequestApi } from '@/utils/capture/web-request-types';
import { createRecording, watchRecording } from './recording';

export default defineBackground({
  persistent: true,
  main() {
    const webRequest = browser.webRequest as unknown as WebRequestApi;
    const navigation = browser.webNavigation as unknown as NavigationApi;
    const { capture, gate, follow, connect, recording } = createBackground({
      self: { id: browser.runtime.id, base: browser.runtime.getURL('') },
      // Firefox's background is persistent (MV2); Chrome's dies after 30 s of silence.
      storage: import.meta.env.FIREFOX ? undefined : browser.storage.session,
      filterResponseData: webRequest.filterResponseData?.bind(webRequest),
      sendMessage: (tabId, message) => browser.tabs.sendMessage(tabId, message),
      openTabs: () => browser.tabs.query({}),
      fetchDocument: (url) => fetchDocument(url, fetch),
      recording: createRecording,
      now: Date.now,
      later: setTimeout,
      log: console.warn,
    });
    watchRequests(webRequest, {
      requests: capture.requests,
      gate,
      follow,
      later: setTimeout,
      read: webRequest.filterResponseData && capture.read,
    });
    watchNavigation(navigation, browser.tabs, { sink: capture.navigation, gate });
    browser.runtime.onConnect.addListener(connect);
    watchRecording(recording!, gate);
  },
});
