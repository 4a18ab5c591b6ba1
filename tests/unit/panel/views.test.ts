import { describe, expect, test } from 'vitest';
import { closeView } from '@/utils/panel/close-view';
import { evidenceOf, storiesOf } from '@/utils/panel/evidence';
import { formatBytes, formatDuration, formatSince } from '@/utils/panel/format';
import { hiddenHeadersNote, requestHeaders, schemeMeaning } from '@/utils/panel/handshake-view';
import { lifeOf } from '@/utils/panel/life';
import { lifetime, linksOf, socketState, urlView } from '@/utils/panel/socket-view';
import { parseStack } from '@/utils/panel/stack';
import { maskUrl, portOf, splitUrl } from '@/utils/panel/url';
import type { Story } from '@/utils/session/model';
import type { Socket } from '@/utils/websocket/model';
import { makeSocket, START, session, sockets, stories } from './fixture';

const [expired, refused, open, done, dropped] = sockets as [
  (typeof sockets)[0],
  (typeof sockets)[0],
  (typeof sockets)[0],
  (typeof sockets)[0],
  (typeof sockets)[0],
];
const closed = (code: number) =>
  makeSocket(9, 0, {
    phase: 'closed',
    since: START,
    openedAt: START,
    code,
    reason: '',
    wasClean: true,
    by: 'server',
  });

describe('a connection’s state', () => {
  test.each([
    [expired, 'closed', 'error'],
    [refused, 'failed', 'error'],
    [open, 'open', 'ok'],
    [done, 'closed', 'idle'],
    [dropped, 'closed', 'error'],
    [closed(1001), 'closed', 'idle'],
    [closed(1005), 'closed', 'idle'],
    [closed(1011), 'closed', 'error'],
  ])('is a word and a tone', (socket, word, tone) => {
    expect(socketState(socket)).toMatchObject({ word, tone });
  });

  test('a private close code without a known meaning is not called trouble', () => {
    expect(socketState(closed(4000)).tone).toBe('idle');
    expect(socketState(closed(4401)).tone).toBe('error');
  });

  test('lasts until its end, or until now', () => {
    expect(lifetime(done, START + 1e9)).toBe(20_800);
    expect(lifetime(open, START + 36_000)).toBe(600);
  });
});

describe('a connection’s life', () => {
  const told = (socket: (typeof sockets)[0], expiries: number[] = []) =>
    lifeOf(socket, expiries).map(
      ({ at, what, detail }) => `${at - START} ${what}${detail ? `: ${detail}` : ''}`,
    );

  test('is told in time, with the expiry of its token', () => {
    expect(told(expired, [START + 32_440])).toEqual([
      '3000 Created: new WebSocket()',
      '3003 Handshake sent: GET, Upgrade',
      '3088 Handshake answered: HTTP/1.1 101 Switching Protocols',
      '3092 Open: feed.v2',
      '32440 Its token expired',
      '34240 Closed: 4401 “token expired”',
    ]);
  });

  test('says who called close() and with what', () => {
    expect(told(done)).toContain('25960 The page called close(): 1000 “done”');
  });

  test('of one that never opened ends with its failure', () => {
    expect(told(refused).slice(-3)).toEqual([
      '34508 Handshake answered: HTTP/1.1 401 Unauthorized',
      '34519 Error event',
      '34520 Failed before it opened: 1006',
    ]);
  });
});

describe('why a connection ended', () => {
  test('names the code, who ended it and how that is known', () => {
    expect(closeView(expired)).toMatchObject({
      title: 'Why it closed',
      code: { number: 4401, name: 'Unauthorized' },
      reason: 'token expired',
      closer: { who: 'The server', confidence: 'inferred' },
    });
    expect(closeView(done)?.closer).toMatchObject({ who: 'The page', confidence: 'proved' });
    expect(closeView(open)).toBeUndefined();
  });
});

describe('the handshake', () => {
  const seeing = (...names: string[]) =>
    makeSocket(1, 0, open.state, {
      protocols: ['chat'],
      handshake: {
        ...open.handshake!,
        requestHeaders: names.map((name) => ({ name, value: 'x' })),
        responseHeaders: [],
      },
    });
  const hiddenOf = (socket: Socket) =>
    requestHeaders(socket)
      .filter((header) => header.hidden)
      .map((header) => header.name);

  test('names just the headers that were sent and not shown', () => {
    const socket = seeing('Upgrade', 'Connection', 'Origin', 'Sec-WebSocket-Version', 'Cookie');
    expect(hiddenOf(socket)).toEqual(['Host', 'Sec-WebSocket-Key', 'Sec-WebSocket-Protocol']);
    expect(hiddenHeadersNote(socket)).toMatch(/: Host, Sec-WebSocket-Key, and Sec-WebSocket-Protocol\./);
  });

  test('an extension that the server accepted had been offered: RFC 6455 §9.1', () => {
    const socket = seeing('Origin');
    const answer = [{ name: 'sec-websocket-extensions', value: 'permessage-deflate' }];
    const compressed = { ...socket, handshake: { ...socket.handshake!, responseHeaders: answer } };
    expect(hiddenOf(socket)).not.toContain('Sec-WebSocket-Extensions');
    expect(hiddenOf(compressed)).toContain('Sec-WebSocket-Extensions');
  });

  test('without a request that was seen, no browser is said to hide its headers', () => {
    const note = hiddenHeadersNote(makeSocket(1, 0, open.state, { handshake: undefined }));
    expect(note).toMatch(/headers were not seen/);
    expect(note).not.toMatch(/kept from extensions/);
  });

  test('hides nothing where the browser showed everything', () => {
    const names = [
      'host',
      'upgrade',
      'connection',
      'sec-websocket-key',
      'sec-websocket-version',
      'origin',
      'cookie',
      'sec-websocket-extensions',
    ];
    const requestHeadersSeen = names.map((name) => ({ name, value: 'x' }));
    const socket = makeSocket(1, 0, open.state, {
      handshake: { ...open.handshake!, requestHeaders: requestHeadersSeen },
    });
    expect(hiddenHeadersNote(socket)).toBeUndefined();
    expect(requestHeaders(socket).find((header) => header.name === 'cookie')?.secret).toBe(true);
  });

  test.each([
    ['wss://feed.example.com/', true, /inside TLS/],
    ['ws://127.0.0.1:8080/', true, /does not leave this machine/],
    ['ws://[::1]:8080/', true, /does not leave this machine/],
    ['ws://127.evil.example/', false, /Everybody on the way/],
    ['ws://feed.example.com/', false, /block it as mixed content/],
  ])('%s means for the page what it means', (url, safe, text) => {
    const meaning = schemeMeaning(makeSocket(1, 0, open.state, { url }));
    expect(meaning.safe).toBe(safe);
    expect(meaning.text).toMatch(text);
  });
});

describe('a URL', () => {
  test('is shown without its credentials, by name or because a value is a JWT', () => {
    expect(maskUrl(expired.url)).toBe('wss://feed.example.com/v2/stream?access_token=•••&symbols=BTC,ETH');
    expect(maskUrl('wss://h/?token=opaque&Api_Key=k&tokens=2')).toBe(
      'wss://h/?token=•••&Api_Key=•••&tokens=2',
    );
    expect(maskUrl('wss://h/?q=eyJhbGciOiJub25lIn0.eyJzdWIiOjF9.')).toBe('wss://h/?q=•••');
    expect(maskUrl('wss://user:secret@h/p')).toBe('wss://h/p');
    expect(urlView(expired).path).not.toContain('eyJ');
  });

  test('is shown without the credentials of its fragment, also behind a route', () => {
    expect(maskUrl('https://h/cb#access_token=opaque&token_type=Bearer&state=s')).toBe(
      'https://h/cb#access_token=•••&token_type=Bearer&state=s',
    );
    expect(maskUrl('https://h/#/cb?id_token=abc&x=a%20b')).toBe('https://h/#/cb?id_token=•••&x=a%20b');
    expect(maskUrl('https://h/#eyJhbGciOiJub25lIn0.eyJzdWIiOjF9.')).toBe('https://h/#•••');
    expect(maskUrl('https://h/#section-2')).toBe('https://h/#section-2');
    expect(maskUrl('/cb?x=1#access%5Ftoken=opaque')).toBe('/cb?x=1#access%5Ftoken=•••');
    expect(maskUrl('/cb?code=abc#top')).toBe('/cb?code=•••#top');
  });

  test('is shown without what leaves redacted', () => {
    const names = [
      'refreshToken',
      'code_verifier',
      'client_assertion',
      'otp',
      'samlResponse',
      'csrf',
      'private_key',
    ];
    for (const name of names) expect(maskUrl(`https://h/?${name}=some-value`)).toBe(`https://h/?${name}=•••`);
  });

  test('an empty value is no credential', () => {
    expect(maskUrl('wss://h/?token=')).toBe('wss://h/?token=');
  });

  test.each(['', 'no url', 'wss://', 'wss://h/?%E0%A4%A&=&&', 'a'.repeat(100_000), 'wss://h?x=1#f'])(
    'that is odd is split without a throw',
    (url) => {
      expect(() => splitUrl(url)).not.toThrow();
    },
  );

  test('has a port, named or by its scheme', () => {
    expect(['ws://h/', 'wss://h/', 'wss://h:8443/', 'ws://[::1]:9/'].map(portOf)).toEqual([80, 443, 8443, 9]);
  });
});

test('links name the flow and token that a connection carried', () => {
  expect(linksOf(session, 'r1.3')).toMatchObject([{ token: { id: 't-acc2' }, flowOrdinal: 1 }]);
  expect(linksOf(session, 'r1.4')).toEqual([]);
});

test('a story’s evidence leads to what it rests on, and skips what is no longer held', () => {
  expect(evidenceOf(session, stories[1]!)).toEqual([
    { label: 'F1 step 5', selection: { kind: 'step', id: 'f1.x5/refresh_request', flowId: 'f1' } },
    { label: '#3', selection: { kind: 'socket', id: 'r1.3' } },
  ]);
  expect(evidenceOf({ ...session, flows: [] }, stories[1]!)).toHaveLength(1);
});

test('a reconnect is told of both connections: the one that ended and the one that came after', () => {
  const reconnected: Story = {
    ...stories[1]!,
    evidence: [...stories[1]!.evidence, { kind: 'socket', id: 'r1.1' }],
  };
  const told = { ...session, stories: [stories[0]!, reconnected] };
  expect(storiesOf(told, 'r1.1')).toEqual([stories[0], reconnected]);
  expect(storiesOf(told, 'r1.3')).toEqual([reconnected]);
  expect(storiesOf(told, 'r1.4')).toEqual([]);
});

describe('a call stack', () => {
  test('of either browser gives function, file and position', () => {
    expect(
      parseStack(
        'Error\n    at connect (https://a.example/js/feed.js?v=1:214:17)\n    at https://a.example/x.js:1:2',
      ),
    ).toEqual([
      {
        name: 'connect',
        url: 'https://a.example/js/feed.js?v=1',
        where: 'feed.js:214:17',
        source: { url: 'https://a.example/js/feed.js?v=1', line: 214, column: 17 },
      },
      {
        name: '',
        url: 'https://a.example/x.js',
        where: 'x.js:1:2',
        source: { url: 'https://a.example/x.js', line: 1, column: 2 },
      },
    ]);
    expect(parseStack('connect@https://a.example/feed.js:214:17\n@https://a.example/:9:1')).toMatchObject([
      { name: 'connect', where: 'feed.js:214:17' },
      { name: '', where: 'a.example:9:1' },
    ]);
  });

  test('of nonsense is empty, and a long one is cut', () => {
    expect(parseStack('nonsense\n\n@@@')).toEqual([]);
    expect(parseStack('f@u:1:1\n'.repeat(10_000))).toHaveLength(50);
  });
});

describe('figures', () => {
  test('of bytes', () => {
    expect([0, 812, 999, 1000, 1434, 12_500_000, 5e12].map(formatBytes)).toEqual([
      '0 B',
      '812 B',
      '999 B',
      '1.0 kB',
      '1.4 kB',
      '12 MB',
      '4657 GB',
    ]);
  });

  test('of time', () => {
    expect([0.42, 84.4, 1840, 59_940, 59_960, 123_000, 3_720_000, -1800].map(formatDuration)).toEqual([
      '0.4 ms',
      '84 ms',
      '1.84 s',
      '59.9 s',
      '1 min 00 s',
      '2 min 03 s',
      '1 h 02 min',
      '−1.80 s',
    ]);
    expect([0, 59_999.9, 184_120, -20].map(formatSince)).toEqual([
      '+0.000 s',
      '+1:00.000',
      '+3:04.120',
      '−0.020 s',
    ]);
  });
});
