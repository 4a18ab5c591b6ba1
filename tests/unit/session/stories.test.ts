import { describe, expect, test } from 'vitest';
import type { Flow, Token } from '@/utils/oauth/model';
import { createFold, formatSpan } from '@/utils/session';
import type { Observation, SocketId } from '@/utils/session/observations';
import { closed, closing, created, frames, handshake, opened, T0 } from '../support/journal';
import { flow, token } from '../support/oauth';

const OLD = 'old-access-token-value';
const NEW = 'new-access-token-value';

const signIn = flow([
  ['authorization_request', -100],
  ['token_request', -50, [`id-of-${OLD}`]],
  ['refresh_request', 62_500, [`id-of-${NEW}`]],
]);
const issued = [token(OLD, { expires: 60_000 }), token(NEW, { issued: 62_500, expires: 120_000 })];

/** `kind (confidence): text` of every story of these observations. */
function told(observations: Observation[], tokens: Token[] = issued, flows: Flow[] = [signIn]): string[] {
  const fold = createFold(() => ({ flows, tokens }));
  fold.apply(observations);
  return fold.session.stories.map(({ kind, confidence, text }) => `${kind} (${confidence}): ${text}`);
}

const withToken = (socket: SocketId, at: number, value: string, openAt: number | null = at + 5) => [
  created(socket, at, { url: `wss://api.example/live?access_token=${value}` }),
  ...(openAt === null ? [] : [opened(socket, openAt)]),
];

describe('stories', () => {
  test('closed after the token’s expiry, refreshed, reconnected with the new one', () => {
    const observations = [
      ...withToken('r.1', 0, OLD),
      closed('r.1', 61_800, 4401, 'token expired'),
      ...withToken('r.2', 63_000, NEW),
    ];
    expect(told(observations)).toEqual([
      'authenticated (proved): #1 carried the access token in the URL (access_token) of flow F1.',
      'reconnected-with-new-token (proved): #1 was closed with 4401 “token expired”, 1.8 s after its token expired; refreshed by F1 step 4; reconnected as #2 with the new token, 1.2 s after the end.',
      'authenticated (proved): #2 carried the access token in the URL (access_token) of flow F1.',
    ]);
  });

  test('every clause of a sentence can be opened, and says how it is known', () => {
    const fold = createFold(() => ({ flows: [signIn], tokens: issued }));
    fold.apply([...withToken('r.1', 0, OLD), closed('r.1', 61_800, 4401), ...withToken('r.2', 63_000, NEW)]);
    expect(fold.session.stories.find(({ kind }) => kind === 'reconnected-with-new-token')).toMatchObject({
      at: T0 + 61_800,
      socketId: 'r.2',
      flowId: 'flow-1',
      // A close with 4401 that says nothing may have had another cause.
      confidence: 'inferred',
      clauses: [
        {
          text: '#1 was closed with 4401, 1.8 s after its token expired',
          confidence: 'inferred',
          evidence: [
            { kind: 'socket', id: 'r.1' },
            { kind: 'token', id: `id-of-${OLD}` },
            { kind: 'flow', id: 'flow-1' },
          ],
        },
        {
          text: 'refreshed by F1 step 4',
          confidence: 'proved',
          evidence: [{ kind: 'step', id: 'step-3' }],
        },
        {
          text: 'reconnected as #2 with the new token, 1.2 s after the end',
          confidence: 'proved',
          evidence: [
            { kind: 'socket', id: 'r.2' },
            { kind: 'token', id: `id-of-${NEW}` },
            { kind: 'flow', id: 'flow-1' },
          ],
        },
      ],
      evidence: [
        { kind: 'socket', id: 'r.1' },
        { kind: 'token', id: `id-of-${OLD}` },
        { kind: 'flow', id: 'flow-1' },
        { kind: 'step', id: 'step-3' },
        { kind: 'socket', id: 'r.2' },
        { kind: 'token', id: `id-of-${NEW}` },
      ],
    });
  });

  test('a refused handshake and the way back from it are one story', () => {
    const url = `wss://api.example/live?access_token=${OLD}`;
    const refusal = handshake('7', 61_001, { url, status: 401, headers: [], respondedAt: 61_010 });
    const observations = [
      ...withToken('r.1', 61_000, OLD, null),
      ...refusal,
      closed('r.1', 61_020, 1006),
      ...withToken('r.2', 63_000, NEW),
    ];
    expect(told(observations)).toEqual([
      'reconnected-with-new-token (inferred): The handshake of #1 was refused with 401; its token had expired 1 s before; refreshed by F1 step 4; reconnected as #2 with the new token, 2 s after the end.',
      'authenticated (proved): #2 carried the access token in the URL (access_token) of flow F1.',
    ]);
  });

  test('a reconnect with a token issued before the last one’s is told as what it is', () => {
    const observations = [
      ...withToken('r.1', 63_000, NEW),
      closed('r.1', 64_000, 1006),
      ...withToken('r.2', 65_000, OLD),
    ];
    expect(told(observations)[1]).toBe(
      'reconnected-with-older-token (proved): #1 ended; reconnected as #2 with an older token, 1 s after the end.',
    );
  });

  test('a new token of another request than a refresh is told as issued', () => {
    const again = flow([
      ['token_request', -50, [`id-of-${OLD}`]],
      ['token_request', 62_500, [`id-of-${NEW}`]],
    ]);
    const observations = [
      ...withToken('r.1', 0, OLD),
      closed('r.1', 61_800, 1006),
      ...withToken('r.2', 63_000, NEW),
    ];
    expect(told(observations, issued, [again])).toContain(
      'reconnected-with-new-token (inferred): #1 was closed with 1006, 1.8 s after its token expired; token issued by F1 step 3; reconnected as #2 with the new token, 1.2 s after the end.',
    );
  });

  test('where the issue of a token was not seen, neither token is called the newer', () => {
    const unseen = [token(OLD, { issuedAt: undefined }), token(NEW, { issued: 62_500 })];
    const observations = [
      ...withToken('r.1', 0, OLD),
      closed('r.1', 61_800, 1006),
      ...withToken('r.2', 63_000, NEW),
    ];
    expect(told(observations, unseen).filter((line) => line.startsWith('reconnected'))).toEqual([]);
  });

  test('a close without a word of authentication soon after expiry is only inferred', () => {
    expect(told([...withToken('r.1', 0, OLD), closed('r.1', 61_000, 1006)])[1]).toBe(
      'closed-after-expiry (inferred): #1 was closed with 1006, 1 s after its token expired.',
    );
  });

  test.each([
    [4401, '', 'inferred'],
    [4401, 'token expired', 'proved'],
    [3000, '', 'proved'],
    [4403, 'not your room', 'inferred'],
  ])('that a close with %i “%s” is for the token’s sake is %s', (code, reason, confidence) => {
    expect(told([...withToken('r.1', 0, OLD), closed('r.1', 61_000, code, reason)])[1]).toContain(
      `closed-after-expiry (${confidence})`,
    );
  });

  test('an expiry by the token’s own exp is of another machine’s clock: it proves an order only with the server’s word', () => {
    const byExp = [token(OLD, { expires: 60_000, expiryFrom: 'exp' })];
    const closing = [...withToken('r.1', 0, OLD), closed('r.1', 65_000, 4401, 'unauthorized')];
    expect(told(closing, byExp)[1]).toBe(
      'closed-after-expiry (inferred): #1 was closed with 4401 “unauthorized”, 5 s after its token expired by its exp.',
    );
    const said = [...withToken('r.1', 0, OLD), closed('r.1', 60_030, 4401, 'The token expired')];
    expect(told(said, byExp)[1]).toMatch(/^closed-after-expiry \(proved\)/);
    const chatter = frames({ seq: 0, payload: 'x', at: 100_000 });
    expect(told([...withToken('r.1', 0, OLD), chatter], byExp)[1]).toBe(
      'token-expired-while-open (inferred): #1 is still open 40 s after its token expired by its exp.',
    );
  });

  test('a server whose clock runs ahead closes before our expiry', () => {
    const ahead = told([...withToken('r.1', 0, OLD), closed('r.1', 59_200, 4401, 'token expired')])[1];
    expect(ahead).toMatch(
      /^closed-after-expiry \(inferred\): .* 800 ms before its token expired by this machine’s clock/,
    );
  });

  test('a connection opened with an expired token that broke soon after is not called closed for it', () => {
    expect(told([...withToken('r.1', 60_100, OLD), closed('r.1', 61_000, 1006)])).toHaveLength(1);
  });

  test('a close by the page, or long before expiry, tells nothing of expiry', () => {
    const byPage = [...withToken('r.1', 0, OLD), closing('r.1', 60_500, 1000), closed('r.1', 60_600, 1000)];
    expect(told(byPage)).toHaveLength(1);
    expect(told([...withToken('r.1', 0, OLD), closed('r.1', 30_000, 4401)])).toHaveLength(1);
  });

  test('still open after the token expired', () => {
    const chatter = frames({ seq: 0, payload: 'x', at: 100_000 });
    expect(told([...withToken('r.1', 0, OLD), chatter])[1]).toBe(
      'token-expired-while-open (proved): #1 is still open 40 s after its token expired.',
    );
  });

  test('still open after logout', () => {
    const ended = { ...signIn, state: { phase: 'ended', at: T0 + 10_000, by: 'logout' } as const };
    const chatter = frames({ seq: 0, payload: 'x', at: 50_000 });
    expect(told([...withToken('r.1', 0, OLD), chatter], issued, [ended])[1]).toBe(
      'open-after-logout (proved): #1 is still open 40 s after logout.',
    );
  });

  test('a socket opened after the logout, or closed at once, is not told of', () => {
    const ended = { ...signIn, state: { phase: 'ended', at: T0 + 10_000, by: 'logout' } as const };
    const polite = [...withToken('r.1', 0, OLD), closing('r.1', 10_100), closed('r.1', 10_200, 1000)];
    expect(told(polite, issued, [ended])).toHaveLength(1);
    expect(
      told([...withToken('r.1', 20_000, OLD), frames({ seq: 0, payload: 'x', at: 50_000 })], issued, [ended]),
    ).toHaveLength(1);
  });

  test('reconnected several times with the same expired token', () => {
    const attempts = [1, 2, 3].flatMap((k) => [
      ...withToken(`r.${k + 1}`, 60_000 + k * 1_000, OLD, null),
      closed(`r.${k + 1}`, 60_100 + k * 1_000, 1006),
    ]);
    expect(told([...withToken('r.1', 0, OLD), closed('r.1', 60_500, 4401), ...attempts]).at(-1)).toBe(
      'reconnected-with-expired-token (proved): Reconnected 3 times with the same expired token (#2, #3, #4).',
    );
  });

  test('attempts with an expired token that were all refused alike are one story', () => {
    const url = `wss://api.example/live?access_token=${OLD}`;
    const attempts = [1, 2, 3].flatMap((k) => {
      const at = 60_000 + k * 1_000;
      return [
        ...withToken(`r.${k + 1}`, at, OLD, null),
        ...handshake(`${k}`, at + 1, { url, status: 401, headers: [], respondedAt: at + 10 }),
        closed(`r.${k + 1}`, at + 20, 1006),
      ];
    });
    expect(told([...withToken('r.1', 0, OLD), closed('r.1', 60_500, 4401), ...attempts]).slice(2)).toEqual([
      'reconnected-with-expired-token (proved): Reconnected 3 times with the same expired token (#2, #3, #4); refused with 401 each time.',
    ]);
  });

  test.each([
    [
      'the server’s own word',
      [{ name: 'WWW-Authenticate', value: 'Bearer error="invalid_token"' }],
      OLD,
      '(proved): The handshake of #1 was refused with 401: the server says invalid_token.',
    ],
    [
      'an expired token',
      [],
      OLD,
      '(inferred): The handshake of #1 was refused with 401; its token had expired 5 s before.',
    ],
    [
      'no reason that can be seen',
      [],
      NEW,
      '(proved): The handshake of #1 was refused with 401 although it carried the access token in the URL.',
    ],
  ])('a refused handshake, with %s', (_, headers, value, text) => {
    const [socket] = withToken('r.1', 64_900, value);
    const url = `wss://api.example/live?access_token=${value}`;
    const refusal = handshake('7', 64_901, { url, status: 401, headers, respondedAt: 65_000 });
    expect(
      told([socket!, ...refusal, closed('r.1', 65_010, 1006)]).map((line) =>
        line.replace('handshake-refused ', ''),
      ),
    ).toContain(text);
  });
});

test.each([
  [0, '0 ms'],
  [230.4, '230 ms'],
  [999.6, '1 s'],
  [1_840, '1.8 s'],
  [59_960, '1 min'],
  [200_000, '3 min 20 s'],
  [7_500_000, '2 h 5 min'],
])('%d ms reads %s', (ms, text) => {
  expect(formatSpan(ms)).toBe(text);
});
