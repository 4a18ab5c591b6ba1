import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { fetchDocument, isFetchable } from '@/utils/capture/fetch-document';
import { askDocument, serveDocument } from '@/utils/transport/document-port';
import type { FetchedDocument } from '@/utils/transport/messages';
import { listen, stop } from '../../playground/listen';
import { fakePorts } from '../transport/fake-port';

let close = async () => {};
afterEach(() => close());

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  close = () => stop(server);
  return listen(server);
}

describe('a document that the user let us fetch', () => {
  test('is asked for without anything that tells who asks', async () => {
    let headers: Record<string, unknown> = {};
    const origin = await serve((request, response) => {
      headers = request.headers;
      response.end('{"keys":[]}');
    });
    expect(await fetchDocument(`${origin}/jwks`, fetch)).toEqual({ ok: true, text: '{"keys":[]}' });
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('referer');
    expect(headers.accept).toBe('application/json');
  });

  test.each<[string, RequestListener, string]>([
    ['an error', (_, response) => response.writeHead(500).end(), 'status'],
    // Another address was not agreed to.
    ['a redirect', (_, response) => response.writeHead(302, { location: '/other' }).end(), 'network'],
    ['a connection cut off', (request) => request.socket.destroy(), 'network'],
    ['more than a megabyte', (_, response) => response.end('x'.repeat(1_000_001)), 'too-long'],
  ])('%s is no answer', async (_, answer, error) => {
    expect(await fetchDocument(await serve(answer), fetch)).toEqual({ ok: false, error });
  });

  test.each([
    ['https://login.example.com/jwks', true],
    ['http://127.0.0.1:8080/jwks', true],
    ['http://localhost/jwks', true],
    ['http://login.example.com/jwks', false],
    ['http://localhost.example.com/jwks', false],
    ['https://user:secret@login.example.com/jwks', false],
    ['file:///etc/passwd', false],
    ['chrome-extension://us/panel.html', false],
    ['data:application/json,{}', false],
    ['no address', false],
  ])('%s may be asked for: %s', async (url, allowed) => {
    expect(isFetchable(url)).toBe(allowed);
    if (!allowed)
      expect(await fetchDocument(url, () => Promise.reject(new Error('asked')))).toEqual({
        ok: false,
        error: 'address',
      });
  });
});

describe('the way to the background and back', () => {
  const answer: FetchedDocument = { ok: true, text: '{}' };

  test('is one question and one answer', async () => {
    const ports = fakePorts('handshake:document');
    const read: string[] = [];
    serveDocument(ports.background, async (url) => {
      read.push(url);
      return answer;
    });
    ports.page.postMessage({ url: 7 });
    expect(await askDocument(() => ports.page, 'https://a.example/jwks')).toEqual(answer);
    expect(read).toEqual(['https://a.example/jwks']);
    expect(ports.isAlive()).toBe(false);
  });

  test('a background that is gone is no network', async () => {
    const ports = fakePorts('handshake:document');
    const asked = askDocument(() => ports.page, 'https://a.example/jwks');
    ports.background.disconnect();
    expect(await asked).toEqual({ ok: false, error: 'network' });
    const gone = () => {
      throw new Error('Extension context invalidated.');
    };
    expect(await askDocument(gone, 'https://a.example/jwks')).toEqual({ ok: false, error: 'network' });
  });
});
