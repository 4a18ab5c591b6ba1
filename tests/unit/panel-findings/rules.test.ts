import { expect, test } from 'vitest';
import { CHECKS, readRules, writeRules } from '@/utils/checks';
import { createSettings, createVolatileMemory } from '@/utils/panel';
import { createRules } from '@/utils/panel/findings';
import { ruleRows, withProfile, withSetting } from '@/utils/panel/findings/rule-rows';
import { parseQuery } from '@/utils/search';

const all = parseQuery('');
const rowOf = (rules: Parameters<typeof ruleRows>[0], id: string) =>
  ruleRows(rules, all).find((row) => row.id === id);

test('every check has a row', () => {
  expect(CHECKS.length).toBeGreaterThan(50);
  expect(ruleRows({ checks: {} }, all)).toHaveLength(CHECKS.length);
});

test('the profile gives the severity, and may not have a check at all', () => {
  const graver = CHECKS.find(({ inProfile }) => inProfile?.['oauth2.1'])!;
  const only = CHECKS.find((check) => check.only && !check.only.includes('oauth2'))!;
  expect(rowOf({ checks: {} }, graver.id)?.standard).toBe(graver.inProfile?.oauth2 ?? graver.severity);
  expect(rowOf({ profile: 'oauth2.1', checks: {} }, graver.id)?.standard).toBe(
    graver.inProfile?.['oauth2.1'],
  );
  expect(rowOf({ checks: {} }, only.id)?.standard).toBeUndefined();
  expect(rowOf({ profile: only.only![0], checks: {} }, only.id)?.standard).toBeDefined();
});

test('a check is switched off, and is as the profile has it again', () => {
  const off = withSetting({ checks: {} }, 'oauth/implicit-grant', 'off');
  expect(rowOf(off, 'oauth/implicit-grant')?.own).toBe('off');
  expect(withSetting(off, 'oauth/implicit-grant', undefined)).toEqual({ checks: {} });
});

test('the profile changes without touching what is set', () => {
  const rules = withProfile({ checks: { 'oauth/implicit-grant': 'must' } }, 'fapi2');
  expect(rules).toEqual({ profile: 'fapi2', checks: { 'oauth/implicit-grant': 'must' } });
});

test.each(['__proto__', 'constructor', 'oauth/no-such-check'])('“%s” sets nothing', (id) => {
  expect(withSetting({ checks: {} }, id, 'off')).toEqual({ checks: {} });
});

test('the filter looks for words in id and title', () => {
  const rows = ruleRows({ checks: {} }, parseQuery('oauth/pkce'));
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.length).toBeLessThan(20);
});

test('what is exported is read again as it was', () => {
  const rules = withSetting({ profile: 'oauth2.1', checks: {} }, 'oauth/implicit-grant', 'off');
  expect(readRules(writeRules(rules))).toEqual({ rules, problems: [] });
});

test('rules are kept in the settings; those of a file only with the file', () => {
  const memory = createVolatileMemory();
  const settings = createSettings(memory);
  const strict = { profile: 'fapi2', checks: {} } as const;
  createRules(settings, undefined).set(strict);
  expect(createSettings(memory).rules.value).toEqual(strict);
  const brought = createRules(settings, { checks: { 'oauth/implicit-grant': 'off' } });
  brought.set({ checks: {} });
  expect(brought.rules.value).toEqual({ checks: {} });
  expect(createSettings(memory).rules.value).toEqual(strict);
});
