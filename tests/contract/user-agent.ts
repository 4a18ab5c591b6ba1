import type { Exchange } from '@/utils/session/exchanges';
import type { Body, Header } from '@/utils/session/observations';

export interface Page {
  url: string;
  status: number;
  html: string;
}

interface Send {
  method?: string;
  form?: Record<string, string>;
  json?: unknown;
  headers?: Record<string, string>;
}

const MOST_HOPS = 12;

/**
 * A browser as far as OAuth needs one: cookies, redirects hop by hop, forms. It speaks real HTTP and
 * writes every exchange down as webRequest would report it.
 */
export function createUserAgent(initiator: string) {
  const exchanges: Exchange[] = [];
  const cookies = new Map<string, Map<string, string>>();
  let requests = 0;

  function jar(url: string): Map<string, string> {
    const { origin } = new URL(url);
    const own = cookies.get(origin) ?? new Map<string, string>();
    cookies.set(origin, own);
    return own;
  }

  function store(url: string, response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(';');
      const [name, value] = [pair!.slice(0, pair!.indexOf('=')), pair!.slice(pair!.indexOf('=') + 1)];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar(url).delete(name);
      else jar(url).set(name, value);
    }
  }

  async function hop(url: string, type: string, requestId: string, index: number, send: Send) {
    const headers: Record<string, string> = { ...send.headers };
    const cookie = [...jar(url)].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie && type === 'main_frame') headers.cookie = cookie;
    const startedAt = performance.timeOrigin + performance.now();
    const method = send.method ?? (send.form || send.json ? 'POST' : 'GET');
    const json = send.json === undefined ? undefined : JSON.stringify(send.json);
    if (json) headers['content-type'] = 'application/json';
    const body = json ?? (send.form && new URLSearchParams(send.form));
    const response = await fetch(url, { method, headers, body, redirect: 'manual' });
    const text = await response.text();
    const respondedAt = performance.timeOrigin + performance.now();
    store(url, response);
    const location = response.headers.get('location');
    const redirectUrl =
      location && response.status >= 300 && response.status < 400 ? new URL(location, url).href : undefined;
    const list = (values: Iterable<[string, string]>): Header[] =>
      [...values].map(([name, value]) => ({ name, value }));
    const responseBody: Body = redirectUrl
      ? { state: 'unavailable', reason: 'redirect' }
      : { state: 'text', text, mime: response.headers.get('content-type') ?? undefined };
    exchanges.push({
      id: `${requestId}:${index}`,
      requestId,
      hop: index,
      place: { tabId: 1, frameId: 0 },
      type,
      initiator,
      method,
      url,
      startedAt,
      requestHeaders: list(Object.entries(headers)),
      requestBody: json
        ? { state: 'text', text: json, mime: 'application/json' }
        : send.form && { state: 'form', fields: Object.entries(send.form) },
      status: response.status,
      responseHeaders: list(response.headers),
      responseBody,
      respondedAt,
      endedAt: respondedAt,
      redirectUrl,
    });
    return { status: response.status, text, redirectUrl };
  }

  async function visit(url: string, send: Send = {}): Promise<Page> {
    requests += 1;
    const requestId = `r${requests}`;
    let [at, how] = [url, send];
    for (let index = 0; index < MOST_HOPS; index += 1) {
      const { status, text, redirectUrl } = await hop(at, 'main_frame', requestId, index, how);
      if (!redirectUrl) return { url: at, status, html: text };
      at = redirectUrl;
      how = status === 307 || status === 308 ? how : {};
    }
    throw new Error(`${url} redirects without end`);
  }

  /** What page script fetches, as text. */
  async function request(url: string, send: Send = {}): Promise<string> {
    requests += 1;
    const { text } = await hop(url, 'xmlhttprequest', `r${requests}`, 0, send);
    return text;
  }

  return {
    exchanges,
    visit,
    request,
    /** Submits the page's form as a person would, with what is hidden in it. */
    submit(page: Page, values: Record<string, string>): Promise<Page> {
      const action = /<form[^>]*\baction="([^"]*)"/.exec(page.html)?.[1] ?? page.url;
      const hidden = [...page.html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
        /\bname="([^"]*)"/.exec(input)?.[1] ?? '',
        /\bvalue="([^"]*)"/.exec(input)?.[1] ?? '',
      ]);
      return visit(new URL(action, page.url).href, { form: { ...Object.fromEntries(hidden), ...values } });
    },
    /** What page script fetches, from JSON. */
    async fetch<T = Record<string, string>>(url: string, send: Send = {}): Promise<T> {
      const text = await request(url, send);
      return (text ? JSON.parse(text) : {}) as T;
    },
  };
}
