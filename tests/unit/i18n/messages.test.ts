import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { catalogue, LOCALES, localeFile, readMessages, type Text } from '@/scripts/messages';
import { type MessageKey, t, tOr, useMessages } from '@/utils/i18n';

const forms = (text: Text): string[] => (typeof text === 'string' ? [text] : Object.values(text));
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const tags = (text: string) => (text.match(/<\/?\w+>/g) ?? []).sort();

const entries = Object.entries(readMessages()).flatMap(([area, keys]) =>
  Object.entries(keys).map(([key, entry]) => ({ name: `${area}.${key}`, entry })),
);

describe('texts of the interface', () => {
  test('every text has both languages, with the same placeholders and tags', () => {
    for (const { name, entry } of entries) {
      expect(Object.keys(entry).sort(), name).toEqual([...LOCALES].sort());
      const [first, ...others] = LOCALES.flatMap((locale) => forms(entry[locale]));
      expect(first, name).toBeTruthy();
      for (const other of others) {
        expect(other.trim(), name).not.toBe('');
        // A plural form may leave its number out ("one frame").
        expect(
          placeholders(other).filter((one) => one !== '{count}'),
          name,
        ).toEqual(placeholders(first!).filter((one) => one !== '{count}'));
        expect(tags(other), name).toEqual(tags(first!));
      }
    }
  });

  test('plural texts have every category of their language', () => {
    for (const { name, entry } of entries) {
      for (const locale of LOCALES) {
        const text = entry[locale];
        if (typeof text === 'string') continue;
        const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
        expect(Object.keys(text).sort(), name).toEqual([...wanted].sort());
      }
    }
  });

  test('every area is listed in areas.ts, and its keys can be flat names', () => {
    const listed = readFileSync(path.join(process.cwd(), 'utils/i18n/areas.ts'), 'utf8');
    const files = readdirSync(path.join(process.cwd(), 'utils/i18n/messages'));
    for (const file of files) expect(listed).toContain(`'./messages/${file}'`);
    for (const { name } of entries) expect(name).toMatch(/^[a-zA-Z]\w*\.\w+$/);
  });

  test('a plural text of English has a form in the other languages that a browser finds', () => {
    const korean = catalogue('ko');
    const names = Object.keys(catalogue('en')).filter((name) => name.endsWith('__other'));
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !korean[name])).toEqual([]);
  });

  test('no two texts share a name, which browsers compare without case', () => {
    for (const locale of LOCALES) {
      const names = Object.keys(catalogue(locale)).map((name) => name.toLowerCase());
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('a dollar sign survives the locale file', () => {
    const file = JSON.parse(localeFile('en')) as Record<string, { message: string }>;
    for (const [name, text] of Object.entries(catalogue('en'))) {
      expect(file[name]?.message.replaceAll('$$', '$')).toBe(text);
    }
  });
});

describe('t', () => {
  const texts: Record<string, string> = {
    locale: 'en',
    app_frames__one: '{count} frame of {who}',
    app_frames__other: '{count} frames of {who}',
    app_plain: 'plain',
  };
  beforeEach(() => useMessages((name) => texts[name] ?? ''));
  afterEach(() => {
    const english = catalogue('en');
    useMessages((name) => english[name] ?? '');
  });

  test('fills placeholders, groups numbers and chooses the plural form', () => {
    const frames = 'app.frames' as MessageKey;
    expect(t(frames, { count: 1, who: '{count}' })).toBe('1 frame of {count}');
    expect(t(frames, { count: 12345, who: 'x' })).toBe('12,345 frames of x');
  });

  test('a language without plurals has one text', () => {
    expect(t('app.plain' as MessageKey, { count: 2 })).toBe('plain');
  });

  test('a text that nobody wrote shows its key, or the fallback', () => {
    expect(t('app.nothing' as MessageKey)).toBe('app.nothing');
    expect(tOr('as it was', 'checks.some-id.title')).toBe('as it was');
    expect(tOr('as it was', 'app.plain')).toBe('plain');
  });
});
