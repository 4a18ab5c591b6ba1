import type { FetchedDocument } from '../transport/messages';

/** Longest document that is read, in bytes: a key set of hundreds of keys has a tenth of it. */
const LONGEST = 1_000_000;

/** Milliseconds that a server has to answer. */
const PATIENCE = 15_000;

/**
 * Fetches a key set or a server's metadata, the only request that the extension ever makes, after the user has agreed
 * to its address. It carries no cookie, no referrer and nothing else that tells who asks; it follows no redirect, because
 * another address was not agreed to. Never rejects.
 */
export async function fetchDocument(url: string, ask: typeof fetch): Promise<FetchedDocument> {
  if (!isFetchable(url)) return { ok: false, error: 'address' };
  try {
    const response = await ask(url, {
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!response.ok) return { ok: false, error: 'status' };
    const text = await readBounded(response);
    return text === undefined ? { ok: false, error: 'too-long' } : { ok: true, text };
  } catch {
    return { ok: false, error: 'network' };
  }
}

/** Keys that came in the clear could be anybody's: https, or this machine itself. */
export function isFetchable(url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed || parsed.username || parsed.password) return false;
  if (parsed.protocol === 'https:') return true;
  return parsed.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(parsed.hostname);
}

async function readBounded(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the body.
    if (bytes > LONGEST) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
