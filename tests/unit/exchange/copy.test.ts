import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  plainRequest,
  shellQuote,
  socketMermaid,
  toCurl,
  toFetch,
  toHttpText,
  toWebsocat,
  toWscat,
} from '@/utils/exchange/copy';
import { formatsOf, writeCopy } from '@/utils/panel/copy/formats';
import { redactSubject } from '@/utils/panel/copy/subject';
import { createSessionFold } from '@/utils/session';
import type { Exchange } from '@/utils/session/exchanges';
import { PAGE, T0 } from '../support/journal';
import { SECRETS, signIn } from '../support/sign-in';

/** What each shell that is there makes of words: its arguments, exactly. */
function argumentsIn(shell: string, command: string): string[] {
  const show = process.execPath;
  const script = `set -- ${command}\n${shellQuote(show)} -e 'process.stdout.write(JSON.stringify(process.argv.slice(1)))' -- "$@"`;
  const { stdout, status, stderr } = spawnSync(shell, ['-c', script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const SHELLS = ['bash', 'zsh', 'ksh'].filter((shell) => spawnSync(shell, ['-c', ':']).status === 0);

const HOSTILE = [
  '',
  "'; touch /tmp/pwned; '",
  '$(id)`id`"$HOME"',
  '\\',
  "\\'",
  '-rf',
  '@/etc/passwd',
  'a\nb\rc\td',
  '\u001b[201~\nid\n',
  '!!',
  "\u0007!'\\n",
  '\u202eexe.txt',
  '한글 é 😀',
  '{a,b} *?[x] ~ #x &|;<>()',
  '\u00011',
];

describe('a word of a shell', () => {
  test('there is a shell to ask', () => expect(SHELLS).toContain('bash'));

  test.each(SHELLS)('%s takes every text as it is', (shell) => {
    expect(argumentsIn(shell, HOSTILE.map(shellQuote).join(' '))).toEqual(HOSTILE);
  });

  test('bash takes any text as it is, and nothing that a terminal would act on is in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 30 }),
        (texts) => {
          const quoted = texts.map(shellQuote);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
          expect(quoted.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
          expect(argumentsIn('bash', quoted.join(' '))).toEqual(
            texts.map((text) => text.replaceAll('\0', '')),
          );
        },
      ),
      { numRuns: 25 },
    );
  });
});

const exchange = (change: Partial<Exchange> = {}): Exchange => ({
  id: '1:0',
  requestId: '1',
  hop: 0,
  place: PAGE,
  type: 'xmlhttprequest',
  method: 'POST',
  url: "https://as.example/token?a='b&c=[1-3]",
  startedAt: T0,
  requestHeaders: [
    { name: 'Host', value: 'as.example' },
    { name: 'Content-Length', value: '9' },
    { name: 'Accept-Encoding', value: 'gzip, br' },
    { name: 'X-Empty', value: '' },
    { name: 'X-Evil', value: "a'\r\nX-More: b" },
    { name: '@/etc/passwd', value: 'x' },
    { name: 'X Space', value: 'x' },
  ],
  requestBody: { state: 'text', text: '@/etc/passwd' },
  ...change,
});

describe('a request', () => {
  test('as curl is what curl gets', () => {
    const words = argumentsIn('bash', toCurl(plainRequest(exchange())!));
    expect(words).toEqual([
      'curl',
      '--globoff',
      '--url',
      'https://as.example/token?a=%27b&c=[1-3]',
      '--request',
      'POST',
      '--header',
      'X-Empty;',
      '--header',
      "X-Evil: a' X-More: b",
      '--compressed',
      '--data-raw',
      '@/etc/passwd',
    ]);
  });

  test.each(['file:///etc/passwd', 'gopher://x/', 'javascript:alert(1)', 'nonsense'])(
    'to %s is none',
    (url) => {
      expect(plainRequest(exchange({ url }))).toBeUndefined();
    },
  );

  test('with bytes is decoded by the shell', () => {
    const request = plainRequest(
      exchange({ requestBody: { state: 'binary', bytes: new Uint8Array([0, 255, 10]) } }),
    )!;
    expect(toCurl(request)).toMatch(/^printf %s 'AP8K' \| base64 -d \| curl [\s\S]*--data-binary @-$/);
    expect(toFetch(request)).toContain('"body": Uint8Array.from(atob("AP8K")');
  });

  test('as fetch is a program that gives the same request', async () => {
    const given: unknown[] = [];
    const url = 'https://as.example/</script>\u2028';
    const text = toFetch(plainRequest(exchange({ url, method: 'PO ST' }))!);
    expect(text).not.toContain('</script');
    const AsyncFunction = (async () => {}).constructor as new (
      ...args: string[]
    ) => (fetch: unknown) => Promise<void>;
    await new AsyncFunction('fetch', text)((...args: unknown[]) => void given.push(...args));
    expect(given).toEqual([
      'https://as.example/%3C/script%3E%E2%80%A8',
      {
        method: 'GET',
        headers: expect.arrayContaining([['X-Evil', "a' X-More: b"]]),
        body: '@/etc/passwd',
      },
    ]);
  });

  test('as HTTP text has its request and its response, a line break in a value being none', () => {
    const text = toHttpText(
      exchange({ status: 200, statusLine: 'HTTP/1.1 200 OK', responseBody: { state: 'text', text: '{}' } }),
    );
    expect(text).toMatch(/^POST \/token\?a=%27b&c=\[1-3\] HTTP\/1\.1\nHost: as\.example\n/);
    expect(text).toContain("X-Evil: a' X-More: b\n");
    expect(text.endsWith('\n\n@/etc/passwd\n\nHTTP/1.1 200 OK\n\n{}')).toBe(true);
  });
});

function folded() {
  const fold = createSessionFold();
  fold.apply(signIn());
  return fold;
}

describe('a connection', () => {
  const { session } = folded();
  const [socket] = session.sockets;
  const hostile = { ...socket!, url: "wss://h/'$(id)", protocols: ["a'b", '-x', 'bad one', 'v1'] };
  const request = plainRequest(
    exchange({ url: hostile.url, requestHeaders: [{ name: 'Origin', value: "https://a'" }] }),
  )!;

  test('as websocat and wscat is what they get', () => {
    expect(argumentsIn('bash', toWebsocat(hostile, request))).toEqual([
      'websocat',
      "--header=Origin: https://a'",
      "--protocol=a'b,-x,v1",
      "wss://h/'$(id)",
    ]);
    expect(argumentsIn('bash', toWscat(hostile, request))).toEqual([
      'wscat',
      "--header=Origin: https://a'",
      "--subprotocol=a'b",
      '--subprotocol=-x',
      '--subprotocol=v1',
      "--connect=wss://h/'$(id)",
    ]);
  });

  test('as Mermaid keeps every message on its line', () => {
    const { frames } = folded();
    const all = Array.from(frames.of(socket!.id), (index) => frames.get(index)!);
    const text = socketMermaid(socket!, [{ ...all[0]!, payload: 'a\n  P->>S: forged; #x' }, ...all], 100);
    expect(text.split('\n').filter((line) => line.includes('forged'))).toEqual([
      '  P->>S: a P-#62;#62;S: forged#59; #35;x',
    ]);
    expect(text).toContain('40 more messages');
    // What Mermaid takes for an instruction to itself where a message begins with it.
    expect(socketMermaid(socket!, [{ ...all[0]!, payload: 'wrap: it' }])).toContain(': wrap#58; it\n');
  });
});

test('nothing that is copied holds a secret, unless one asks for it', () => {
  const { session, frames } = folded();
  const subjects = [
    ...[...session.exchanges.values()].map((one) => ({ kind: 'exchange' as const, exchange: one })),
    ...session.sockets.map((socket) => ({
      kind: 'socket' as const,
      socket,
      frames: Array.from(frames.of(socket.id), (index) => frames.get(index)!),
    })),
  ];
  const key = new Uint8Array(32).fill(3);
  let leaked = 0;
  for (const subject of subjects) {
    for (const format of formatsOf(subject)) {
      const text = writeCopy(redactSubject(subject, session, { level: 'default', key }), format);
      expect(text).not.toBe('');
      for (const secret of SECRETS) expect(text, `${subject.kind} ${format}`).not.toContain(secret);
      const plain = writeCopy(redactSubject(subject, session, { level: 'none', key }), format);
      if (SECRETS.some((secret) => plain.includes(secret))) leaked++;
    }
  }
  expect(leaked).toBeGreaterThan(10);
});
