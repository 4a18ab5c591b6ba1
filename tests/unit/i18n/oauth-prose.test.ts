import { expect, test } from 'vitest';
import { catalogue, readProse } from '@/scripts/messages';
import { useMessages } from '@/utils/i18n';
import { describeError, describeParameter } from '@/utils/oauth';
import { TABLES } from '@/utils/oauth/parameters/describe';
import type { Entry } from '@/utils/oauth/parameters/entry';
import { ERRORS } from '@/utils/oauth/parameters/errors';
import { SENTENCES } from '@/utils/oauth/sentences';
import { explainFailure, sentence } from '@/utils/panel/oauth';
import { BODY_REASONS } from '@/utils/panel/oauth/body-reasons';
import { OWN_CODE } from '@/utils/panel/oauth/errors';
import { MANAGEMENT } from '@/utils/panel/oauth/management-errors';
import { TRANSPORT } from '@/utils/panel/oauth/transport-errors';

const KOREAN = /[\uAC00-\uD7A3]/;

const parameterNames = Object.entries(TABLES).flatMap(([table, entries]) =>
  Object.entries<Entry>(entries).flatMap(([name, { values = {} }]) => [
    `${table}.${name}.title`,
    `${table}.${name}.text`,
    ...Object.keys(values).map((value) => `${table}.${name}.values.${value}`),
  ]),
);

const errorNames = [
  ...Object.entries({ ...ERRORS, ...TRANSPORT, ...MANAGEMENT, own: OWN_CODE }).flatMap(([id, { causes }]) => [
    `${id}.text`,
    ...causes.map((_, index) => `${id}.causes.${index}`),
  ]),
  ...Object.keys(BODY_REASONS).flatMap((reason) => [`body.${reason}.why`, `body.${reason}.remedy`]),
  ...Object.keys(SENTENCES).map((id) => `unseen.${id}`),
];

test.each([
  ['parameters', parameterNames],
  ['errors', errorNames],
])('every text of the %s has Korean, and nothing else has', (area, names) => {
  const korean = readProse()[area]!;
  expect(Object.keys(korean).sort()).toEqual([...names].sort());
  for (const [name, text] of Object.entries(korean)) {
    // A title may be the protocol's own word.
    if (!name.endsWith('.title')) expect(text, name).toMatch(KOREAN);
  }
});

test('a panel in Korean explains in Korean', () => {
  const korean = catalogue('ko');
  useMessages((name) => korean[name] ?? '');
  try {
    const context = { place: 'query', step: 'authorization_request' } as const;
    const { text, here } = describeParameter('response_mode', 'query.jwt', context);
    expect(text).toMatch(KOREAN);
    expect(here).toMatch(KOREAN);
    const token = { place: 'response-body', step: 'token_request' } as const;
    expect(describeParameter('token_type', 'DPoP', token).here).toMatch(KOREAN);
    expect(describeParameter('expires_in', '3600', token).here).toBe('1시간입니다.');
    expect(describeError('invalid_grant')!.causes.join()).toMatch(KOREAN);
    expect(explainFailure({ state: 'http-error', status: 418 })!.meaning).toMatch(KOREAN);
    expect(sentence(SENTENCES['server-side'])).toMatch(KOREAN);
    expect(sentence('What a server said')).toBe('What a server said');
  } finally {
    const english = catalogue('en');
    useMessages((name) => english[name] ?? '');
  }
});
