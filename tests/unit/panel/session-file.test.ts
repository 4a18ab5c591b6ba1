import { gunzipSync, strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readSession } from '@/utils/exchange';
import {
  createHeldSource,
  createPanelStore,
  createSettings,
  createVolatileMemory,
  createWorkspace,
} from '@/utils/panel';
import { browserOf, type ExportChoice, kindsIn, receiptSums, writeExport } from '@/utils/panel/export';
import { readFiles } from '@/utils/panel/open/read';
import { createSessionFold } from '@/utils/session';
import type { SessionFold } from '@/utils/session/fold';
import type { Observation } from '@/utils/session/observations';
import { created, frames, opened, PAGE, T0 } from '../support/journal';
import { SECRETS, signIn } from '../support/sign-in';

const SECRET = 'sk-live-0123456789abcdef';
const seen: Observation[] = [
  { kind: 'navigated', at: T0, place: PAGE, url: `https://app.example/in?code=${SECRET}#x` },
  created('r.1', 5, { url: `wss://api.example/ws?access_token=${SECRET}` }),
  opened('r.1', 9),
  frames({ seq: 0, sent: true, payload: `{"token":"${SECRET}"}`, at: 12 }),
];

const setting = {
  key: new Uint8Array(32).fill(7),
  now: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  generator: { name: 'Handshake', version: '1.0.0' },
};
const SESSION: ExportChoice = { format: 'session', level: 'default' };

function folded(observations = seen) {
  const fold = createSessionFold();
  fold.apply(observations);
  return { journal: fold.journal, frames: fold.frames, session: fold.session };
}

async function textOf(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return new TextDecoder().decode(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes);
}

const storeFor = (fold: SessionFold = createSessionFold(), name?: string) =>
  createPanelStore({
    fold,
    source: createHeldSource(),
    settings: createSettings(createVolatileMemory()),
    memory: createVolatileMemory(),
    now: () => 0,
    schedule: (run) => ({ request: run, cancel() {} }),
    every: () => () => {},
    ...(name && { file: { name, header: { exportedAt: '', generator: setting.generator } } }),
  });

const workspaceOf = (live = storeFor()) =>
  createWorkspace({
    live,
    read: (files, work) => readFiles(files, work),
    storeOf: (_, { name }, fold) => storeFor(fold, name),
  });

describe('a session file of the panel', () => {
  test('is packed, holds the session without its secrets, and says what was redacted how often', async () => {
    const { blob, name, receipt } = await writeExport(folded(), SESSION, setting);
    const text = await textOf(blob);
    expect(name).toBe('2026-01-02T03-04-05.handshake.json.gz');
    expect([...new Uint8Array(await blob.arrayBuffer()).subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    expect(text).not.toContain(SECRET);
    expect(receiptSums(receipt).reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(3);
    const read = readSession(text);
    expect(read).toMatchObject({
      ok: true,
      session: { page: { url: 'https://app.example/in' }, counts: { observations: 3, frames: 1 } },
    });
  });

  test.each([
    [{ profile: 'fapi2', checks: { 'oauth/implicit-grant': 'off' } }, true],
    [{ checks: {}, watchouts: [{ watch: 'close-codes', allowed: [1000] }] }, true],
    [{ checks: {} }, false],
  ] as const)('takes the rules %o along where they say something', async (rules, taken) => {
    const { blob } = await writeExport({ ...folded(), rules }, SESSION, setting);
    const read = readSession(await textOf(blob));
    expect(read.ok && read.session.rules).toEqual(taken ? rules : undefined);
  });

  test('opens in the panel as the same connections and frames, read only, and closes again', async () => {
    const { blob } = await writeExport(folded(), SESSION, setting);
    const live = storeFor();
    const workspace = workspaceOf(live);
    await workspace.open([new File([blob], 'a.handshake.json.gz')]);
    expect(workspace.problem.value).toBeUndefined();
    const shown = workspace.store.value;
    expect(shown.file?.name).toBe('a.handshake.json.gz');
    expect(shown.session.value.sockets).toMatchObject([{ id: 'r.1', sent: { frames: 1 } }]);
    expect(workspace.opening.value).toBeUndefined();
    workspace.close();
    expect(workspace.store.value).toBe(live);
  });

  test.each([
    ['notes.txt', 'hello', /^notes\.txt: This is no session file and no HAR: it is not JSON/],
    ['a.har', '', /This file is empty/],
    ['a.har', '{"log":{"entries":[', /begins as JSON and is broken/],
    ['a.json', '{"log":{}}', /not a HAR file: it has no log\.entries/],
    ['a.har', '{"log":{"entries":[{"request":{}}]}}', /none with a request that can be read/],
    ['a.zip', 'PK\u0003\u0004damaged', /zip is damaged/],
  ])('%s that is none (%s) is refused by name, and what was shown stays', async (name, text, problem) => {
    const live = storeFor();
    const workspace = workspaceOf(live);
    await workspace.open([new File([text], name)]);
    expect(workspace.problem.value).toMatch(problem);
    expect(workspace.store.value).toBe(live);
  });

  test('that breaks off is shown as far as it goes, and that is said', async () => {
    const { blob } = await writeExport(folded(), SESSION, setting);
    const text = await textOf(blob);
    const workspace = workspaceOf();
    await workspace.open([new File([text.slice(0, text.lastIndexOf('"socket-frames"'))], 'cut.json')]);
    expect(workspace.problem.value).toMatch(/breaks off|not JSON/);
    const packed = new Uint8Array(await blob.arrayBuffer());
    await workspace.open([new File([packed.slice(0, packed.length - 20)], 'cut.gz')]);
    expect(workspace.problem.value).toMatch(/breaks off|damaged/);
  });

  test('is cancelled while it is written and while it is read', async () => {
    const many = frames(...Array.from({ length: 1_000 }, (_, seq) => ({ seq, payload: 'x'.repeat(2_000) })));
    const written = folded([...seen, ...Array.from({ length: 20 }, (_, n) => ({ ...many, realm: `m${n}` }))]);
    const abort = new AbortController();
    const shares: number[] = [];
    const writing = writeExport(written, SESSION, setting, {
      signal: abort.signal,
      pause: async () => {},
      progress(share) {
        shares.push(share);
        if (share > 0.6) abort.abort();
      },
    });
    await expect(writing).rejects.toThrow(/abort/i);
    expect(shares.length).toBeGreaterThan(3);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const { blob } = await writeExport(written, SESSION, setting);
    const stop = new AbortController();
    const reading = readFiles([new File([blob], 'a.gz')], {
      signal: stop.signal,
      pause: async () => stop.abort(),
    });
    await expect(reading).rejects.toThrow(/abort/i);
  });
});

describe('levels', () => {
  test('chosen kinds are replaced and others stay; named fields are replaced beside them', async () => {
    const written = folded(signIn());
    const kinds = await kindsIn(written, new AbortController().signal);
    expect(kinds).toEqual(expect.arrayContaining(['access_token', 'code', 'cookie', 'email', 'password']));
    const choice: ExportChoice = { ...SESSION, level: 'chosen', kinds: ['password'], fields: ['nonce'] };
    const text = await textOf((await writeExport(written, choice, setting)).blob);
    expect(text).not.toContain('correct horse');
    expect(text).not.toContain('n-0S6_WzA2Mj');
    expect(text).toContain('jane.doe');
    const read = readSession(text);
    expect(read.ok && read.session.redaction).toMatchObject({ level: 'chosen', kinds: ['password'] });
  });

  test('a picture leaves only where somebody said so', async () => {
    const image = { mime: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
    const written = folded([
      ...seen,
      { kind: 'marked', at: T0 + 20, place: PAGE, text: 'here', by: 'user', id: 'm', image },
    ]);
    const without = await textOf((await writeExport(written, SESSION, setting)).blob);
    expect(without).toContain('here');
    expect(without).not.toContain('image/png');
    const withIt = await textOf((await writeExport(written, { ...SESSION, pictures: true }, setting)).blob);
    expect(withIt).toContain('image/png');
  });
});

describe('files of others', () => {
  const entry = {
    startedDateTime: new Date(T0).toISOString(),
    time: 5,
    request: { method: 'GET', url: 'wss://api.example/live', headers: [] },
    response: { status: 101, headers: [], content: { _file: 'frames.jsonl' } },
    timings: { send: 0, wait: 5, receive: 0 },
    _resourceType: 'websocket',
  };
  const har = JSON.stringify({ log: { version: '1.2', creator: { name: 'Playwright' }, entries: [entry] } });
  const jsonl = `${JSON.stringify({ type: 'send', time: T0 + 20, opcode: 1, data: 'hello' })}\n`;

  test('a HAR in a zip, with its frames beside it', async () => {
    const zip = zipSync({ 'har.har': strToU8(har), 'frames.jsonl': strToU8(jsonl) });
    const read = await readFiles([new File([zip as Uint8Array<ArrayBuffer>], 'trace.zip')]);
    expect(read).toMatchObject({ ok: true, header: { generator: { name: 'Playwright' } } });
    expect(read.ok && read.fold.session.sockets).toMatchObject([{ sent: { frames: 1 } }]);
  });

  test('the same as loose files', async () => {
    const read = await readFiles([new File([jsonl], 'frames.jsonl'), new File([har], 'a.har')]);
    expect(read.ok && read.fold.session.sockets).toMatchObject([{ sent: { frames: 1 } }]);
  });

  test('an export of SAML-tracer shows its HTTP, and says that it has no times', async () => {
    const tracer = {
      timestamp: '2026-01-02T03:04:05.000Z',
      requests: [
        {
          requestId: '7',
          method: 'GET',
          url: 'https://as.example/auth?response_type=code&client_id=spa&state=x1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb',
          requestHeaders: [{ name: 'Accept', value: 'text/html' }],
          responseStatus: 302,
          responseStatusText: 'HTTP/1.1 302 Found',
          responseHeaders: [
            { name: 'Location', value: 'https://app.example/cb?code=SplxlOBeZQQYbYS6&state=x1' },
          ],
        },
        {
          requestId: '7',
          method: 'GET',
          url: 'https://app.example/cb?code=SplxlOBeZQQYbYS6&state=x1',
          requestHeaders: [],
          responseStatus: 200,
          responseStatusText: 'HTTP/1.1 200 OK',
          responseHeaders: [],
        },
      ],
    };
    const read = await readFiles([new File([JSON.stringify(tracer)], 'SAML-tracer-export.json')]);
    if (!read.ok) throw new Error(read.error);
    expect(read.fold.session.flows).toMatchObject([{ grant: 'authorization_code' }]);
    expect(read.fold.session.marks[0]?.text).toMatch(/no times/);
  });
});

test('no secret of a sign-in is in any format, at any level that redacts', async () => {
  for (const format of ['session', 'har', 'html', 'markdown'] as const) {
    for (const level of ['default', 'everything'] as const) {
      const { blob } = await writeExport(folded(signIn()), { format, level }, setting);
      const text = await textOf(blob);
      expect(text.length).toBeGreaterThan(500);
      for (const secret of SECRETS) expect(text, `${format} ${level}`).not.toContain(secret);
    }
  }
});

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    'Chrome',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox'],
])('%s is %s', (userAgent, name) => {
  expect(browserOf(userAgent)).toMatchObject({ name, platform: 'Linux x86_64' });
});
