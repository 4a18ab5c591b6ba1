/**
 * The part of `browser.webRequest` that capture uses, in the common shape of Chrome and Firefox.
 * Passed in as an argument, so that tests drive it with recorded events.
 */
export interface RequestDetails {
  requestId: string;
  url: string;
  method: string;
  type: string;
  tabId: number;
  frameId: number;
  parentFrameId?: number;
  documentId?: string;
  timeStamp: number;
  /** Chrome: the origin that asked. */
  initiator?: string;
  /** Firefox: the URL of the document that asked. */
  originUrl?: string;
  documentUrl?: string;
}

export interface BeforeRequestDetails extends RequestDetails {
  requestBody?: WebRequestBody | null;
}

export interface WebRequestBody {
  error?: string;
  formData?: Record<string, readonly unknown[]>;
  raw?: readonly { bytes?: ArrayBuffer; file?: string }[];
}

interface RawHeader {
  name: string;
  value?: string;
  binaryValue?: unknown;
}

export interface SendHeadersDetails extends RequestDetails {
  requestHeaders?: readonly RawHeader[];
}

export interface ResponseDetails extends RequestDetails {
  statusCode: number;
  statusLine?: string;
  responseHeaders?: readonly RawHeader[];
  fromCache?: boolean;
  ip?: string | null;
}

export interface RedirectDetails extends ResponseDetails {
  redirectUrl: string;
}

export interface ErrorDetails extends RequestDetails {
  error: string;
}

export interface BrowserEvent<D> {
  addListener(
    listener: (details: D) => void,
    filter: { urls: string[]; types?: string[] },
    extraInfoSpec?: string[],
  ): void;
  removeListener(listener: (details: D) => void): void;
}

export interface StreamFilter {
  onstart: (() => void) | null;
  ondata: ((event: { data: ArrayBuffer }) => void) | null;
  onstop: (() => void) | null;
  onerror: (() => void) | null;
  write(data: ArrayBuffer): void;
  disconnect(): void;
  readonly error: string;
}

export interface WebRequestApi {
  onBeforeRequest: BrowserEvent<BeforeRequestDetails>;
  onSendHeaders: BrowserEvent<SendHeadersDetails>;
  onHeadersReceived: BrowserEvent<ResponseDetails>;
  onBeforeRedirect: BrowserEvent<RedirectDetails>;
  onResponseStarted: BrowserEvent<ResponseDetails>;
  onCompleted: BrowserEvent<ResponseDetails>;
  onErrorOccurred: BrowserEvent<ErrorDetails>;
  /** Chrome names what a listener may ask for; `EXTRA_HEADERS` is not among Firefox's. */
  OnSendHeadersOptions?: Record<string, string>;
  /** The types that a filter may name; `BEACON` is not among Chrome's. */
  ResourceType?: Record<string, string>;
  /** Firefox only. */
  filterResponseData?(requestId: string): StreamFilter;
}
