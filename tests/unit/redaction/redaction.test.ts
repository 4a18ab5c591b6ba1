import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { s256 } from '@/utils/oauth';
import { createRedaction, redactJournal } from '@/utils/redaction';
import { createSessionFold } from '@/utils/session';
import type { Observation } from '@/utils/session/observations';
import { created, frames, jwt, PAGE, request, T0 } from '../support/journal';
import { leaks, textsOf } from '../support/leaks';
import { SECRETS, signIn } from '../support/sign-in';

const key = new Uint8Array(32).fill(7);

function redact(observations: Observation[], level: 'default' | 'everything' | 'none' = 'default') {
  const redacted = redactJournal(() => observations, { key, level });
  return { journal: [...redacted.observations], receipt: redacted.receipt() };
}

/** What of a session does not depend on the secrets' own bytes. */
function shape(observations: Iterable<Observation>) {
  const fold = createSessionFold();
  fold.apply([...observations]);
  const { flows, links, stories, sockets, tokens } = fold.session;
  return {
    flows: flows.map(
      ({
        grant,
        state,
        pkce,
        steps,
        scopeGranted,
        socketIds,
        resourceServers,
        tokenIds,
        client,
        server,
      }) => ({
        grant,
        state,
        challenged: pkce?.method,
        scopeGranted,
        socketIds,
        resourceServers,
        tokens: tokenIds.length,
        client,
        server,
        steps: steps.map(({ kind, number, at, title, outcome, join, issued, used }) => {
          return { kind, number, at, title, outcome, join, issued: issued.length, used: used.length };
        }),
      }),
    ),
    tokens: tokens.map(({ kind, format, issuedAt, expiresAt, expiryFrom, uses }) => ({
      kind,
      format,
      issuedAt,
      expiresAt,
      expiryFrom,
      uses: uses.length,
    })),
    links: links.map(({ socketId, carrier, where, confidence }) => ({
      socketId,
      carrier,
      where,
      confidence,
    })),
    stories: stories.map(({ kind, text, confidence }) => ({ kind, text, confidence })),
    sockets: sockets.map(({ id, state, sent, received, handshake }) => ({
      id,
      state,
      sent,
      received,
      joined: handshake?.exchangeId,
    })),
  };
}

describe('the sign-in, redacted', () => {
  test('holds its secrets before redaction, so that their absence means something', () => {
    for (const secret of SECRETS) expect(leaks(signIn(), [secret]), secret).not.toEqual([]);
  });

  test.each(['default', 'everything'] as const)(
    'holds none of its secrets in any encoding (level %s)',
    (level) => {
      expect(leaks(redact(signIn(), level).journal, SECRETS)).toEqual([]);
    },
  );

  test.each(['default', 'everything'] as const)(
    'gives the same flows, links and stories (level %s)',
    (level) => {
      const before = shape(signIn());
      expect(before.flows).toHaveLength(1);
      expect(shape(redact(signIn(), level).journal)).toEqual(before);
    },
  );

  test('keeps what is computed from a secret computed from its mark: PKCE still proves itself', () => {
    const fold = createSessionFold();
    fold.apply(redact(signIn()).journal);
    const { challenge, verifier } = fold.session.flows[0]!.pkce!;
    expect(verifier).toMatch(/^\[redacted /);
    expect(challenge).toBe(s256(verifier!));
  });

  test('marks the same secret the same wherever it stands', () => {
    const { journal } = redact(signIn());
    const marks = textsOf(journal).flatMap(
      (text) => text.match(/"mail":"(\[redacted [\w-]{16}\])"/)?.[1] ?? [],
    );
    expect(marks).toHaveLength(2);
    expect(new Set(marks).size).toBe(1);
    expect(textsOf(journal)).toContain(`here ${marks[0]} was seen`);
  });

  test('another key gives other marks', () => {
    const other = redactJournal(() => signIn(), { key: new Uint8Array(32).fill(8), level: 'default' });
    const marksOf = (journal: Iterable<Observation>) =>
      new Set(
        textsOf([...journal])
          .join(' ')
          .match(/\[redacted [\w-]{16}\]/g),
      );
    const mine = marksOf(redact(signIn()).journal);
    expect(mine.size).toBeGreaterThan(5);
    expect([...marksOf(other.observations)].filter((mark) => mine.has(mark))).toEqual([]);
  });

  test('a redacted JWT can still be read, and not be used', () => {
    const { journal } = redact(signIn());
    const fold = createSessionFold();
    fold.apply(journal);
    const access = fold.session.tokens.find(({ kind }) => kind === 'access');
    expect(access).toMatchObject({
      format: 'jwt',
      claims: { iss: 'https://as.example', aud: 'api', scope: 'chat' },
    });
    expect(access?.claims?.sub).toMatch(/^\[redacted /);
    expect(access?.value).toMatch(/\.redacted-[\w-]{16}$/);
  });

  test('redacting twice changes nothing more', () => {
    const once = redact(signIn()).journal;
    expect(redact(once).journal).toEqual(once);
  });

  test('the receipt says what, where and how often', () => {
    const { receipt } = redact(signIn());
    expect(receipt).toContainEqual({ what: 'code_verifier', where: 'request body', count: 1 });
    expect(receipt).toContainEqual({ what: 'cookie', where: 'response header', count: 1 });
    expect(receipt.every(({ count }) => count > 0)).toBe(true);
  });

  test('level none leaves everything as it is', () => {
    expect(redact(signIn(), 'none')).toEqual({ journal: signIn(), receipt: [] });
  });

  test('what was given is not changed', () => {
    const given = signIn();
    redact(given);
    expect(given).toEqual(signIn());
  });
});

describe('what is no secret stays', () => {
  const plain: Observation[] = [
    ...request({
      id: '1',
      at: 0,
      url: 'https://api.example/items?page=2&sort=name#top',
      method: 'POST',
      body: {
        state: 'form',
        fields: [
          ['grant_type', 'x'],
          ['error_code', '1042'],
          ['currency', 'EUR'],
        ],
      },
      requestHeaders: [
        { name: 'Accept', value: 'text/html' },
        { name: 'Cookie', value: 'theme=dark' },
      ],
      status: 200,
      headers: [{ name: 'Access-Control-Allow-Credentials', value: 'true' }],
      responseBody: {
        state: 'text',
        text: '{ "code": "EUR", "token_type": "Bearer", "expires_in": 60, "code_challenge": "x" }',
      },
    }),
    created('r.1', 1, { stack: 'at connect (https://app.example/main.js:10:5)' }),
    frames({ seq: 0, payload: '42["message",{"code":4401,"text":"hello  world","img":"icon@2x.png"}]' }),
    frames({ seq: 1, payload: new Uint8Array([0, 255, 3, 128]) }),
  ];

  test('letter for letter', () => {
    const { journal, receipt } = redact(plain);
    expect(receipt).toEqual([]);
    expect(journal.filter(({ kind }) => kind !== 'socket-frames')).toEqual(
      plain.filter(({ kind }) => kind !== 'socket-frames'),
    );
    expect(journal.flatMap((seen) => (seen.kind === 'socket-frames' ? seen.payloads : []))).toEqual([
      '42["message",{"code":4401,"text":"hello  world","img":"icon@2x.png"}]',
      new Uint8Array([0, 255, 3, 128]),
    ]);
  });
});

/** Places in which software puts secrets: each makes observations that carry the one given. */
const PLACES: Record<string, (secret: string) => Observation[]> = {
  'URL query': (secret) =>
    request({ id: 'q', at: 0, url: `https://a.example/?${new URLSearchParams({ access_token: secret })}` }),
  'URL fragment': (secret) =>
    request({
      id: 'f',
      at: 0,
      url: `https://a.example/cb#${new URLSearchParams({ state: 'x', id_token: secret })}`,
    }),
  'URL in a parameter': (secret) =>
    request({
      id: 'n',
      at: 0,
      url: `https://a.example/?to=${encodeURIComponent(`https://b.example/?token=${encodeURIComponent(secret)}`)}`,
    }),
  'bearer header': (secret) =>
    request({ id: 'h', at: 0, requestHeaders: [{ name: 'authorization', value: `Bearer ${secret}` }] }),
  'basic header': (secret) =>
    request({
      id: 'b',
      at: 0,
      requestHeaders: [
        { name: 'Authorization', value: `Basic ${btoa(`client:${encodeURIComponent(secret)}`)}` },
      ],
    }),
  'form body': (secret) =>
    request({ id: 'p', at: 0, method: 'POST', body: { state: 'form', fields: [['client_secret', secret]] } }),
  'form text': (secret) =>
    request({
      id: 't',
      at: 0,
      method: 'POST',
      body: { state: 'text', text: `${new URLSearchParams({ a: '1', password: secret })}` },
    }),
  'nested JSON': (secret) =>
    request({
      id: 'j',
      at: 0,
      status: 200,
      responseBody: { state: 'text', text: JSON.stringify({ a: [{ authed: { refreshToken: secret } }] }) },
    }),
  'JSON that was cut off': (secret) =>
    request({
      id: 'c',
      at: 0,
      status: 200,
      responseBody: {
        state: 'text',
        truncated: true,
        text: `${JSON.stringify({ access_token: secret, more: 1 }).slice(0, -6)}`,
      },
    }),
  'JSON in JSON': (secret) => [
    created('r.1', 0),
    frames({ seq: 0, sent: true, payload: JSON.stringify({ d: JSON.stringify({ token: secret }) }) }),
  ],
  'Socket.IO': (secret) => [
    created('r.1', 0),
    frames({ seq: 0, sent: true, payload: `40${JSON.stringify({ token: secret })}` }),
  ],
  'base64 of JSON': (secret) => [
    created('r.1', 0, {
      protocols: [`header-${Buffer.from(JSON.stringify({ Authorization: secret })).toString('base64url')}`],
    }),
  ],
  'base64 body': (secret) =>
    request({
      id: 'x',
      at: 0,
      status: 200,
      responseBody: {
        state: 'text',
        text: Buffer.from(JSON.stringify({ token: secret })).toString('base64'),
      },
    }),
  'binary frame': (secret) => [
    created('r.1', 0),
    frames({ seq: 0, payload: new TextEncoder().encode(JSON.stringify({ session_token: secret })) }),
  ],
  cookie: (secret) =>
    request({
      id: 'k',
      at: 0,
      requestHeaders: [{ name: 'Cookie', value: `a=1; sid=${encodeURIComponent(secret)}` }],
    }),
};

/** Places where nothing says that it is a secret: found because it was one elsewhere. */
const ECHOES: Record<string, (secret: string) => Observation[]> = {
  'free text': (secret) => [
    { kind: 'marked', at: T0, place: PAGE, by: 'user', text: `saw «${secret}» here` },
  ],
  'JSON under any name': (secret) => [
    frames({ n: 7, seq: 0, payload: JSON.stringify({ id: secret, x: [`a${secret}b`] }) }),
  ],
  'base64 in free text': (secret) => [
    frames({ n: 8, seq: 0, payload: `blob ${Buffer.from(`abc${secret}defg`).toString('base64')} end` }),
  ],
  hex: (secret) => [frames({ n: 9, seq: 0, payload: Buffer.from(secret).toString('hex') })],
  'binary data': (secret) => [
    frames({
      n: 10,
      seq: 0,
      payload: Buffer.concat([Buffer.from([0, 1, 255]), Buffer.from(secret), Buffer.from([9, 0])]),
    }),
  ],
  'a path': (secret) =>
    request({ id: 'path', at: 9, url: `https://hooks.example/${encodeURIComponent(secret)}/x` }),
};

/** Opaque credentials, also with characters that every encoding changes; a word alone is no credential. */
const secretText = fc
  .tuple(
    fc.stringMatching(/^[A-Za-z0-9]{6,12}$/),
    fc.stringMatching(/^[A-Za-z0-9+/=~.$!*'()_é한-]{4,20}$/),
    fc.stringMatching(/^[0-9][A-Z][a-z]{3}$/),
  )
  .map((parts) => parts.join(''));

describe('a secret, wherever software puts it', () => {
  test('is found nowhere in the output, in any encoding', () => {
    fc.assert(
      fc.property(
        secretText,
        fc.constantFrom(...Object.keys(PLACES)),
        fc.subarray(Object.keys(ECHOES)),
        (secret, place, echoes) => {
          const journal = [...PLACES[place]!(secret), ...echoes.flatMap((echo) => ECHOES[echo]!(secret))];
          expect(leaks(redact(journal).journal, [secret]), place).toEqual([]);
        },
      ),
      { numRuns: 400, seed: 20 },
    );
  });

  test.each(Object.keys(PLACES))('in %s is found by its place alone', (place) => {
    const secret = 'Zx9-s3cr3t~Value+77/Ab';
    const journal = PLACES[place]!(secret);
    expect(leaks(journal, [secret])).not.toEqual([]);
    expect(leaks(redact(journal).journal, [secret])).toEqual([]);
  });

  test('a secret that another one begins or ends with is not left over', () => {
    const [short, long, tail] = ['ab12-cd34', 'ab12-cd34-ef56', 'cd34-ef56-gh78'];
    const journal = [
      frames({ seq: 0, payload: JSON.stringify({ token: short, secret: long, password: tail }) }),
      frames({ seq: 1, payload: `«${long}» «${short}» «${short}-ef56-gh78»` }),
    ];
    const { journal: redacted } = redact(journal);
    expect(leaks(redacted, [short, long, tail])).toEqual([]);
    expect(textsOf(redacted)[1] ?? '').not.toContain('ef56');
  });

  test('what lay too deep to be looked into is looked into where it lies less deep', () => {
    const text = 'write to jane.roe@mail.example today';
    const layers = [JSON.stringify({ note: text })];
    while (layers.length < 9) layers.push(JSON.stringify({ inner: layers.at(-1) }));
    const payloads = [layers.at(-1)!, ...layers.slice(1, 4).map((layer) => JSON.stringify({ layer }))];
    const { journal } = redact(payloads.map((payload, seq) => frames({ seq, payload })));
    expect(leaks(journal.slice(1), ['jane.roe@mail.example'])).toEqual([]);
  });

  test('every secret is got ready in a step of its own, however many there are', () => {
    const journal = Array.from({ length: 300 }, (_, n) =>
      frames({ seq: n, payload: JSON.stringify({ key: `value-${n}-of-many` }) }),
    );
    const redaction = createRedaction({ key, level: 'default' });
    for (const seen of journal) redaction.learn(seen);
    const steps = redaction.prepare()[Symbol.iterator]();
    for (let step = 0; step < 300; step++) expect(steps.next().done).toBe(false);
    // Whoever does not wait for the rest gets it at once.
    const secrets = journal.map((_, n) => `value-${n}-of-many`);
    const redacted = journal.map((seen) => redaction.redact(seen));
    expect(leaks(redacted, secrets)).toEqual([]);
    expect(leaks([redaction.redact(frames({ seq: 0, payload: secrets.join() }))], secrets)).toEqual([]);
  });

  test('a JWT, with its personal claims, in any text', () => {
    const token = jwt({ sub: 'u-8842-xyz', email: 'a.b@mail.example' });
    const journal = [frames({ seq: 0, payload: `log: ${token} end` })];
    const { journal: redacted } = redact(journal);
    expect(leaks(redacted, [token, 'u-8842-xyz', 'a.b@mail.example'])).toEqual([]);
  });

  test('hostile payloads neither throw nor hang', () => {
    const texts = [
      `${'['.repeat(50_000)}`,
      `${'['.repeat(5_000)}"x"${']'.repeat(5_000)}`,
      '{"__proto__":{"token":"abcdefgh12"}}',
      'a='.repeat(50_000),
      'ey.'.repeat(30_000),
      '@'.repeat(100_000),
      'A'.repeat(300_000),
      '\ud800"token":"\ud800abcdefgh"',
    ];
    const { journal } = redact(texts.map((payload, seq) => frames({ seq, payload })));
    expect(journal).toHaveLength(texts.length);
    expect(leaks(journal, ['abcdefgh12'])).toEqual([]);
  }, 10_000);
});
