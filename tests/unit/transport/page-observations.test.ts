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

test('frames whose rows are not whole are left out', () => {
  const frames = { kind: 'socket-frames', realm: 'r', rows: [1, 0, 1, 0, 2, 2], text: 'hi', bytes: null };
  expect(parse(frames, { ...frames, rows: [1] }, { ...frames, rows: undefined })).toEqual({
    type: 'observations',
    observations: [
      {
        kind: 'socket-frames',
        realm: 'r',
        place,
        sockets: new Uint32Array([1]),
        seqs: new Uint32Array([0]),
        times: new Float64Array([1]),
        flags: new Uint8Array([0]),
        sizes: new Float64Array([2]),
        payloads: ['hi'],
      },
    ],
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
