import { browser } from 'wxt/browser';
import { decodeBase64 } from '@/utils/exchange/binary';
import { browserOf } from '@/utils/panel/browser-of';
import type { RecordingService, ServiceHost } from '@/utils/recording/service';
import { createRecordingService } from '@/utils/recording/service';
import { openRecordingStore } from '@/utils/recording/store';
import type { MarkImage } from '@/utils/session/observations';

const ALARM = 'recording';
/** Bytes above which a picture is taken again, coarser. */
const LARGE = 1_500_000;

/** Recording with what the browser gives for it. */
export function createRecording(host: ServiceHost): RecordingService {
  const { name, version } = browser.runtime.getManifest();
  const found = browserOf(navigator.userAgent);
  let waking: boolean | undefined;
  return createRecordingService(host, {
    store: openRecordingStore(),
    area: browser.storage.local,
    badge: (import.meta.env.FIREFOX ? browser.browserAction : browser.action) as never,
    quota: async () => (await navigator.storage.estimate()).quota,
    waking(wanted) {
      // Firefox's background is persistent. Chrome's can be stopped, and would then come back with the next event.
      if (import.meta.env.FIREFOX || wanted === waking) return;
      waking = wanted;
      if (wanted) browser.alarms.create(ALARM, { periodInMinutes: 0.5 });
      else void browser.alarms.clear(ALARM);
    },
    describe: (tabId) => browser.tabs.get(tabId).catch(() => undefined),
    async crashed(tabIds) {
      const lost = await Promise.all(tabIds.map((tabId) => hasCrashed(tabId).catch(() => false)));
      return tabIds.filter((_, i) => lost[i]);
    },
    picture,
    about: { generator: { name, version }, ...(found && { browser: found }) },
    drawId: () => crypto.randomUUID(),
    now: Date.now,
    later: setTimeout,
    log: console.warn,
  });
}

/** Whether a tab has lost its page. One that was put away to save memory has not. */
async function hasCrashed(tabId: number): Promise<boolean> {
  const { status, discarded, url = '' } = await browser.tabs.get(tabId);
  if (discarded) return false;
  // Chrome calls a tab without a process unloaded.
  if (!import.meta.env.FIREFOX) return status === 'unloaded';
  if (status !== 'complete' || !/^https?:/.test(url)) return false;
  // Firefox shows its report of the crash under the page's own address. A script that is run there gives no value; where
  // none may be run (pages of the browser, errors of the network), it says so.
  const ran = await Promise.race([
    browser.tabs.executeScript(tabId, { code: '1', runAt: 'document_start' }),
    new Promise<unknown[]>((resolve) => setTimeout(resolve, UNANSWERED, [1])),
  ]);
  return ran !== undefined && ran[0] !== 1;
}

/** Milliseconds after which a page that does not answer is taken as busy. */
const UNANSWERED = 2_000;

/** Milliseconds until a picture that was refused is asked for again. */
const AGAIN = 600;

/** What is in front of the window that one of these tabs is in front of. */
async function picture(tabIds: readonly number[]): Promise<MarkImage | undefined> {
  for (const tabId of tabIds) {
    try {
      const { active, windowId } = await browser.tabs.get(tabId);
      if (!active || windowId === undefined) continue;
      const shot = (quality: number) => browser.tabs.captureVisibleTab(windowId, { format: 'jpeg', quality });
      const take = async (quality: number) => {
        // Chrome takes two pictures a second, and none of a tab that it has not drawn yet: asked once more.
        const url = await shot(quality).catch(async () => {
          await new Promise((resolve) => setTimeout(resolve, AGAIN));
          return shot(quality);
        });
        return decodeBase64(url.slice(url.indexOf(',') + 1));
      };
      let bytes = await take(70);
      if (bytes && bytes.length > LARGE) bytes = await take(40);
      if (bytes) return { mime: 'image/jpeg', bytes };
    } catch (error) {
      // A page of the browser's own, or a tab that has just gone.
      console.warn('picture', error);
    }
  }
  return undefined;
}

/** Listens for what wakes a recording, and for the keyboard's commands. Must run before the first event is over. */
export function watchRecording(recording: RecordingService, gate: (run: () => void) => void): void {
  if (!import.meta.env.FIREFOX) browser.alarms.onAlarm.addListener(() => {});
  browser.commands.onCommand.addListener((command, tab) => {
    const act = async () => {
      const [active] = tab ? [tab] : await browser.tabs.query({ active: true, lastFocusedWindow: true });
      if (active?.id === undefined) return;
      if (command === 'toggle-recording') await recording.toggle(active.id);
      if (command === 'mark') await recording.mark(active.id);
    };
    gate(() => void act().catch((error) => console.warn(command, error)));
  });
}
