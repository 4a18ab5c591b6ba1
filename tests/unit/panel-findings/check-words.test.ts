import { afterEach, beforeEach, expect, test } from 'vitest';
import { catalogue } from '@/scripts/messages';
import { say, sayPlain } from '@/utils/checks/said';
import { useMessages } from '@/utils/i18n';
import { messageOf, titleOfId } from '@/utils/panel/findings/check-words';

const from = (texts: Record<string, string>) => useMessages((name) => texts[name] ?? '');
beforeEach(() => from(catalogue('ko')));
afterEach(() => from(catalogue('en')));

const inKorean = (said: ReturnType<typeof say>) => messageOf({ message: said.text, said });

test('a finding is said in the reader’s language, with what it was filled with', () => {
  expect(inKorean(say`The client’s ${'client_secret'} stands in the URL.`)).toBe(
    '클라이언트의 client_secret 값이 URL에 있습니다.',
  );
});

test('words within a sentence are said so too, and numbers stay as they are', () => {
  const life = say`${2} h`;
  expect(inKorean(say`The access token is good for ${life}.`)).toBe('액세스 토큰의 수명이 2시간입니다.');
  expect(inKorean(say`The close code ${70000} lies outside the ranges.`)).toContain(' 70000');
});

test('what nobody has translated stays English', () => {
  expect(inKorean(sayPlain('Something new.'))).toBe('Something new.');
  expect(messageOf({ message: 'The connection is not encrypted (ws://).' })).toBe(
    '연결이 암호화되지 않았습니다(ws://).',
  );
  expect(titleOfId('oauth/new', 'A new rule')).toBe('A new rule');
});
