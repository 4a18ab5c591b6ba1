import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CHECKS } from '@/utils/checks';
import { writeSession } from '@/utils/exchange';
import { runCheck } from '../../../scripts/check-command';
import { request } from '../support/journal';
import { SECRETS, signIn } from '../support/sign-in';

const root = path.join(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'checks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const check = async (...args: string[]) => {
  const { output, errors, status } = await runCheck(args, writeFileSync);
  return { stdout: output, stderr: errors, status };
};

function file(name: string, text: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
}

const har = (browser: string) => path.join(import.meta.dirname, 'fixtures/har', `${browser}.har`);

function exported(observations: ReturnType<typeof signIn>): string {
  const header = { exportedAt: '2026-01-01T00:00:00Z', generator: { name: 'Handshake', version: '1.0.0' } };
  return [...writeSession(header, observations)].join('');
}

const insecure = () => [
  ...signIn(),
  ...request({
    id: '99',
    at: 70_000,
    url: 'http://as.example/auth?client_id=a&response_type=code&state=<b>&redirect_uri=http://app.example/',
    type: 'main_frame',
    status: 200,
  }),
];

interface Json {
  files: {
    counts: Record<string, number>;
    findings: { checkId: string; severity: string }[];
    passed: { checkId: string }[];
    broken: string[];
  }[];
}

describe.each(['chrome', 'playwright'])('a HAR that %s wrote of a sign-in', (browser) => {
  test('has nothing that must be mended, and its proofs are computed', async () => {
    const { status, stdout, stderr } = await check('--format', 'json', har(browser));
    expect(stderr).toBe('');
    const [only] = (JSON.parse(stdout) as Json).files;
    const grave = only!.findings
      .filter(({ severity }) => severity !== 'information')
      .map(({ checkId }) => checkId);
    // The playground’s socket takes its token in the URL, to have something to show.
    expect([...new Set(grave)]).toEqual(['websocket/token-in-url']);
    const passed = only!.passed.map(({ checkId }) => checkId);
    for (const id of [
      'oauth/pkce-proof',
      'oauth/state-returned',
      'oauth/refresh-token-rotation',
      'oauth/token-response-no-store',
      'oauth/metadata-issuer',
    ])
      expect(passed).toContain(id);
    expect(only!.broken).toEqual([]);
    expect(status).toBe(0);
    expect((await check('--fail-on', 'should', har(browser))).status).toBe(1);
  });
});

describe('the check command', () => {
  const session = file('session.json', exported(insecure()));

  test('reads an exported session, says what is wrong and fails', async () => {
    const { status, stdout } = await check(session);
    expect(stdout).toContain('MUST   The authorization request went over unencrypted http.');
    expect(stdout).toContain('RFC 6749 §3.1');
    expect(stdout).toMatch(/\d+ must, \d+ should, \d+ information; \d+ checks passed\n$/);
    expect(status).toBe(1);
    expect((await check('--fail-on', 'never', session)).status).toBe(0);
  });

  test('shows no secret in any format', async () => {
    for (const format of ['text', 'json', 'junit', 'sarif']) {
      const { stdout } = await check('--format', format, session);
      expect(stdout.length).toBeGreaterThan(500);
      for (const secret of SECRETS.filter((value) => value !== 'user-7f3a91'))
        expect(stdout).not.toContain(secret);
    }
  });

  test('SARIF has every check as a rule, and every result at a rule and a place', async () => {
    const log = JSON.parse((await check('--format', 'sarif', session)).stdout);
    const [run] = log.runs;
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') });
    expect(run.tool.driver.rules).toHaveLength(CHECKS.length);
    expect(run.results.length).toBeGreaterThan(3);
    for (const { ruleId, ruleIndex, level, locations, message } of run.results) {
      expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
      expect(locations[0].physicalLocation.artifactLocation.uri).toContain('session.json');
      expect(message.text).not.toBe('');
    }
  });

  test('JUnit is well-formed, whatever the page sent, and counts its failures', async () => {
    const { stdout } = await check('--format', 'junit', '--fail-on', 'should', session);
    expect(openTags(stdout)).toBe(0);
    const [, tests, failures] = /tests="(\d+)" failures="(\d+)"/.exec(stdout)!;
    expect(Number(tests)).toBe(CHECKS.length);
    const failed = stdout.split('<testcase').filter((part) => part.includes('<failure'));
    expect(failed).toHaveLength(Number(failures));
    expect(Number(failures)).toBeGreaterThan(1);
    expect(stdout).toContain('<skipped/>');
  });

  test('a profile and a rules file count', async () => {
    const rules = file(
      'rules.json',
      '{"checks":{"oauth/authorization-endpoint-tls":"off","oauth/none":"off"}}',
    );
    const { stdout, stderr } = await check('--rules', rules, '--profile', 'oauth2.1', session);
    expect(stdout).toContain('(profile oauth2.1)');
    expect(stdout).not.toContain('oauth/authorization-endpoint-tls');
    expect(stderr).toBe('Rules file: There is no check “oauth/none”.\n');
  });

  test.each([
    ['a message that came', { watch: 'no-message', text: 'nothing says this' }, 'PASSED', 0],
    ['a message that must not', { watch: 'no-message', text: 'welcome' }, 'FAILED', 1],
    ['what nothing was seen of', { watch: 'close-codes', allowed: [1000] }, 'OPEN', 0],
  ])('a watch-out on %s decides the exit status', async (_, watchout, standing, status) => {
    const rules = file('watch.json', JSON.stringify({ checks: {}, watchouts: [watchout] }));
    const ran = await check('--fail-on', 'never', '--rules', rules, har('chrome'));
    expect(ran.stdout).toMatch(new RegExp(`^${standing} `, 'm'));
    expect(ran.status).toBe(status);
  });

  test('runs outside of any bundler or browser', { timeout: 60_000 }, () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ['scripts/check.ts', session], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout).toContain('oauth/authorization-endpoint-tls (proved; RFC 6749 §3.1)');
    expect(status).toBe(1);
  });

  test('writes the report to a file, and takes several files', async () => {
    const output = path.join(folder, 'report.json');
    const { stdout } = await check('--format', 'json', '--output', output, session, har('chrome'));
    expect(stdout).toBe('');
    expect((JSON.parse(readFileSync(output, 'utf8')) as Json).files).toHaveLength(2);
  });

  test.each([
    [[], 'Name a file'],
    [['--format', 'pdf', 'x'], '--format may be'],
    [['--nonsense', 'x'], '--nonsense'],
    [['/nowhere/at/all.har'], 'cannot be read (ENOENT)'],
    [[file('broken.har', '{"log":')], 'begins as JSON and is broken'],
    [[file('newer.json', '{"format":"handshake-session","version":99}')], 'version 99'],
  ])('%j is answered with a sentence and status 2', async (args, sentence) => {
    const { status, stderr, stdout } = await check(...args);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('    at ');
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});

/** Reads XML as far as to tell whether tags nest and text is escaped. Gives how many tags stay open. */
function openTags(xml: string): number {
  const stack: string[] = [];
  const tag = /<(\/?)([a-z-]+)((?:\s+[a-z]+="[^"<]*")*)\s*(\/?)>/g;
  const text = xml
    .replace(/^<\?xml[^>]*\?>/, '')
    .replace(tag, (_, close: string, name: string, _attributes, empty: string) => {
      if (close) expect(stack.pop()).toBe(name);
      else if (!empty) stack.push(name);
      return '';
    });
  expect(text).not.toMatch(/[<>]|&(?!(?:lt|gt|amp|quot|apos);)/);
  return stack.length;
}
