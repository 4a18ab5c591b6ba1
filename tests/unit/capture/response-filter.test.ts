import { expect, test } from 'vitest';
import { readResponse } from '@/utils/capture/response-filter';
import type { StreamFilter } from '@/utils/capture/web-request-types';
import type { Body } from '@/utils/session/observations';

function fakeFilter() {
  const written: ArrayBuffer[] = [];
  const filter = {
    onstart: null,
    ondata: null,
    onstop: null,
    onerror: null,
    error: '',
    disconnected: false,
    write: (data: ArrayBuffer) => void written.push(data),
    disconnect() {
      this.disconnected = true;
    },
  } as StreamFilter & { disconnected: boolean };
  return { filter, written };
}

function read(chunks: Uint8Array<ArrayBuffer>[]) {
  const { filter, written } = fakeFilter();
  const bodies: Body[] = [];
  readResponse(
    () => filter,
    'application/json',
    (body) => bodies.push(body),
  );
  for (const chunk of chunks) filter.ondata!({ data: chunk.buffer });
  return { filter, written, bodies };
}

test('every chunk passes unchanged, and the whole is told once', () => {
  const bytes = new TextEncoder().encode('{"name":"Zoë"}');
  const cut = bytes.indexOf(0xc3) + 1;
  const chunks = [bytes.slice(0, cut), bytes.slice(cut)];
  const { filter, written, bodies } = read(chunks);
  expect(written.map((data) => [...new Uint8Array(data)])).toEqual(chunks.map((chunk) => [...chunk]));
  filter.onstop!();
  filter.onerror!();
  expect(filter.disconnected).toBe(true);
  expect(bodies).toEqual([{ state: 'text', text: '{"name":"Zoë"}', size: 15, mime: 'application/json' }]);
});

test('of a large response a prefix is kept and said to be one, and all of it passes', () => {
  const chunk = new Uint8Array(600 * 1024).fill(97);
  const { filter, written, bodies } = read([chunk, chunk.slice(), chunk.slice()]);
  filter.onstop!();
  expect(written.reduce((sum, data) => sum + data.byteLength, 0)).toBe(3 * 600 * 1024);
  const [body] = bodies;
  expect(body).toMatchObject({ state: 'text', truncated: true, size: 3 * 600 * 1024 });
  expect(body?.state === 'text' && body.text.length).toBe(1024 * 1024);
});

test('a filter that cannot be attached or breaks leaves a reason', () => {
  const bodies: Body[] = [];
  readResponse(
    () => {
      throw new Error('Invalid request ID');
    },
    undefined,
    (body) => bodies.push(body),
  );
  const { filter, bodies: broken } = read([]);
  filter.onerror!();
  const unavailable = { state: 'unavailable', reason: 'browser-error' };
  expect([...bodies, ...broken]).toEqual([unavailable, unavailable]);
});

test('what came before a frame was taken away is kept, and said to be a part', () => {
  const { filter, bodies } = read([new TextEncoder().encode('{"type":"authorization_response"')]);
  filter.onerror!();
  expect(bodies).toMatchObject([
    { state: 'text', text: '{"type":"authorization_response"', truncated: true },
  ]);
});

test('bytes that are no UTF-8 do not throw', () => {
  const { filter, bodies } = read([Uint8Array.of(0xff, 0xfe, 0x41)]);
  filter.onstop!();
  expect(bodies).toMatchObject([{ state: 'text', size: 3 }]);
});
