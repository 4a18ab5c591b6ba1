import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFromPage } from '@/utils/transport/page-observations';

const place = { tabId: 1, frameId: 2, documentUrl: 'https://x.test/' };
const parse = (...observations: unknown[]) => parseFromPage({ type: 'observations', observations }, place);
const opened = { kind: 'socket-opened', socket: 'r.1', at: 5, protocol: '', extensions: '' };

test('a page cannot say where it is', () => {
  const lie = { ...opened, place: { tabId: 99, frameId: 0 } };
  expect(parse(lie)).toEqual({ type: 'observations', observations: [{ ...opened, place }] });
});

test('a page cannot report what only the browser may', () => {
  const request = { kind: 'request-started', at: 1, requestId: '1', hop: 0, url: 'https://as.test/' };
  expect(parse(request, opened)).toMatchObject({ observations: [{ kind: 'socket-opened' }] });
});

test('frames whose columns differ in length are left out', () => {
  const columns = { sockets: [1], seqs: [0], times: [1], flags: [0], sizes: [2], lengths: [2] };
  const frames = { kind: 'socket-frames', realm: 'r', ...columns, text: 'hi', bytes: null };
  expect(parse(frames, { ...frames, lengths: [] }, { ...frames, times: undefined })).toMatchObject({
    observations: [{ kind: 'socket-frames', payloads: ['hi'] }],
  });
});

test('no message makes it throw', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      parseFromPage(value, place);
      parse(value);
    }),
  );
});
