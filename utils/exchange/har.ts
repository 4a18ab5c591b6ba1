import type { Place } from '../session/observations';

/** HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), as far as we write it. Times in milliseconds. */
export interface HarEntry {
  startedDateTime: string;
  time: number;
  request: {
    method: string;
    url: string;
    httpVersion: string;
    cookies: HarPair[];
    headers: HarPair[];
    queryString: HarPair[];
    postData?: { mimeType: string; text: string; params?: HarPair[] };
    /** HTTP Toolkit's field for what is no text: HAR has no encoding for what is sent. */
    _content?: { text: string; size: number; encoding: 'base64' };
    headersSize: number;
    bodySize: number;
  };
  response: {
    status: number;
    statusText: string;
    httpVersion: string;
    cookies: HarPair[];
    headers: HarPair[];
    content: { size: number; mimeType: string; text?: string; encoding?: 'base64'; comment?: string };
    redirectURL: string;
    headersSize: number;
    bodySize: number;
    _error?: string;
  };
  cache: Record<string, never>;
  timings: { send: number; wait: number; receive: number };
  serverIPAddress?: string;
  _resourceType: string;
  /** Chrome's field. `time` in epoch seconds; `data` is base64 for opcode 2. */
  _webSocketMessages?: HarMessage[];
  /** HTTP Toolkit's field: `aborted` where no Close frame came. */
  _webSocketClose?: HarClose | 'aborted';
  /** What HAR has no place for, so that our own files come back as they were. */
  _handshake?: HarOwn;
}

export interface HarPair {
  name: string;
  value: string;
}

export interface HarMessage {
  type: 'send' | 'receive' | 'error';
  time: number;
  opcode: number;
  data: string;
}

export interface HarClose {
  code: number;
  reason: string;
  /** Epoch seconds. */
  timestamp: number;
}

export interface HarOwn {
  requestId: string;
  hop: number;
  place: Place;
  startedAt: number;
  type: string;
  initiator?: string;
}

/** HAR's resource types are DevTools' words; ours are webRequest's. */
export const RESOURCE_TYPES: readonly (readonly [har: string, ours: string])[] = [
  ['document', 'main_frame'],
  ['document', 'sub_frame'],
  ['fetch', 'xmlhttprequest'],
  ['xhr', 'xmlhttprequest'],
  ['websocket', 'websocket'],
  ['script', 'script'],
  ['image', 'image'],
  ['ping', 'ping'],
  ['other', 'other'],
];
