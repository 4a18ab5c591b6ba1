import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { catalogue, readProse, readProtocolProse } from '@/scripts/messages';
import { useMessages } from '@/utils/i18n';
import { sentenceName } from '@/utils/i18n/sentence';
import { tell, tellError } from '@/utils/panel/decoding/tell';

const root = path.resolve(import.meta.dirname, '../../..');
const TEXT = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/.source;

/** A literal as a sentence, what is filled in as {a}, {b}. */
function sentenceOf(literal: string): string {
  let at = 0;
  const filled = literal.slice(1, -1).replace(/\$\{[^{}]*\}/g, () => `{${'abcd'[at++]}}`);
  return filled.replace(/\\(.)/g, '$1');
}

/** Every sentence that the sources of decoders say to people, with the folders of protocols that do; '' for none. */
function said(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const patterns = [
    new RegExp(`(?:new NotDecoded|notDecoded|resolve|fail)\\(\\s*(?:[\\w.]+, )?(${TEXT})`, 'g'),
    new RegExp(`\\brule: (${TEXT})`, 'g'),
    new RegExp(`\\b0\\.\\d+,\\s*(${TEXT})`, 'g'),
  ];
  const folder = path.join(root, 'utils/websocket/decoders');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
    const source = readFileSync(path.join(folder, file), 'utf8');
    const protocol = file.match(/^protocols[/\\]([^/\\]+)/)?.[1] ?? '';
    for (const pattern of patterns) {
      for (const [, literal] of source.matchAll(pattern)) {
        const sentence = sentenceOf(literal!);
        found.set(sentence, (found.get(sentence) ?? new Set()).add(protocol));
      }
    }
  }
  return found;
}

const korean = readProse().decoding!;
const SENTENCES = Object.keys(korean);

test('whatever decoders say to people has its Korean, a protocol’s own beside it', () => {
  const found = said();
  expect(found.size).toBeGreaterThan(120);
  expect([...found.keys()].filter((sentence) => !Object.hasOwn(korean, sentence))).toEqual([]);
  for (const [folder, sentences] of Object.entries(readProtocolProse())) {
    for (const sentence of Object.keys(sentences)) {
      expect([...(found.get(sentence) ?? [])], `${folder}: ${sentence}`).toEqual([folder]);
    }
  }
  const fills = (text: string) => [...new Set(text.match(/\{\w\}/g))].sort();
  for (const [sentence, text] of Object.entries(korean)) {
    expect(text, sentence).toMatch(/[가-힣]/);
    expect(fills(text), sentence).toEqual(fills(sentence));
  }
});

test('no sentence is taken for another', () => {
  const filled = catalogue('ko').decoding_filled!;
  expect(new Set(SENTENCES.map(sentenceName)).size).toBe(SENTENCES.length);
  for (const sentence of SENTENCES) {
    const fill = (text: string) => text.replaceAll(/\{(\w)\}/g, (_, name) => `<${name}>`);
    const texts = { decoding_filled: filled, [sentenceName(sentence)]: `<<${sentence}>>` };
    useMessages((name) => texts[name as keyof typeof texts] ?? '');
    expect(tell(fill(sentence))).toBe(`<<${fill(sentence)}>>`);
  }
});

const english = catalogue('en');
afterEach(() => useMessages((name) => english[name] ?? ''));

test('a sentence is told in the language of the panel; what a peer says stays as it is', () => {
  expect(tellError('not decoded: it is nested deeper than 128 levels')).toBe(
    'not decoded: it is nested deeper than 128 levels',
  );
  const korean = catalogue('ko');
  useMessages((name) => korean[name] ?? '');
  expect(tellError('not decoded: it is nested deeper than 128 levels')).toBe(
    '디코딩하지 못함: 128단계보다 깊게 중첩되어 있습니다',
  );
  expect(tell('the server chose the subprotocol mqtt')).toBe('서버가 서브프로토콜 mqtt을(를) 선택했습니다');
  expect(tellError('room is full')).toBe('room is full');
});
