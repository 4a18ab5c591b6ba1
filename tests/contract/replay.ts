import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RequestDetails, WebRequestApi } from '@/utils/capture/web-request-types';

type EventName = Exclude<keyof WebRequestApi, 'OnSendHeadersOptions' | 'filterResponseData'>;

interface Recorded {
  event: EventName;
  details: RequestDetails;
}

/** Real events of one sign-in session, as the browser's webRequest gave them (hosts renamed). */
export function recorded(name: 'chromium' | 'firefox'): Recorded[] {
  const file = path.join(import.meta.dirname, 'fixtures', `${name}-sign-in.json`);
  return JSON.parse(readFileSync(file, 'utf8'), (_, value) => {
    return value?.$bytes ? Uint8Array.from(value.$bytes).buffer : value;
  });
}

/** A webRequest that tests drive; it refuses what the real one refuses. */
export function fakeWebRequest(name: 'chromium' | 'firefox') {
  const listeners = new Map<EventName, Map<(details: never) => void, readonly string[]>>();
  const heard: { event: EventName; types: readonly string[]; blocking: boolean }[] = [];
  const event = (eventName: EventName) => {
    const attached = new Map<(details: never) => void, readonly string[]>();
    listeners.set(eventName, attached);
    return {
      addListener(...[listener, filter, spec]: [(details: never) => void, { types: string[] }, string[]?]) {
        if (name === 'firefox' && spec?.includes('extraHeaders'))
          throw new Error('Invalid enumeration value');
        if (spec && eventName === 'onErrorOccurred') throw new Error('2 arguments');
        heard.push({ event: eventName, types: filter.types, blocking: spec?.includes('blocking') ?? false });
        attached.set(listener, filter.types);
      },
      removeListener: (listener: (details: never) => void) => void attached.delete(listener),
    };
  };
  const names: EventName[] = [
    'onBeforeRequest',
    'onSendHeaders',
    'onHeadersReceived',
    'onBeforeRedirect',
    'onResponseStarted',
    'onCompleted',
    'onErrorOccurred',
  ];
  const events = Object.fromEntries(names.map((eventName) => [eventName, event(eventName)]));
  const options = {
    REQUEST_HEADERS: 'requestHeaders',
    ...(name === 'chromium' && { EXTRA_HEADERS: 'extraHeaders' }),
  };
  const api = { ...events, OnSendHeadersOptions: options } as unknown as WebRequestApi;
  const fire = ({ event: eventName, details }: Recorded) => {
    for (const [listener, types] of [...listeners.get(eventName)!]) {
      if (types.includes(details.type)) listener(details as never);
    }
  };
  const count = () => [...listeners.values()].reduce((sum, { size }) => sum + size, 0);
  return { api, fire, count, heard };
}
