// The interface's texts, read from utils/i18n/messages: one file an area, English and Korean side by side.
import { globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { flatName } from '../utils/i18n/flat-name.ts';
import { sentenceName } from '../utils/i18n/sentence.ts';
import { root } from './run.ts';

export const LOCALES = ['en', 'ko'] as const;
export type Locale = (typeof LOCALES)[number];

/** A text, or one for each plural category (Unicode CLDR) that the language has. */
export type Text = string | Readonly<Record<string, string>>;
export type Entry = Readonly<Record<Locale, Text>>;

const folder = path.join(root, 'utils', 'i18n', 'messages');
const prose = path.join(root, 'utils', 'i18n', 'prose');
const protocols = path.join(root, 'utils', 'websocket', 'decoders', 'protocols');

/** Areas whose prose is found by the English sentence itself. */
const BY_SENTENCE: readonly string[] = ['problems', 'decoding'];

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

/** Area → key → entry, as written. */
export function readMessages(): Record<string, Record<string, Entry>> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.sort().map((file) => [path.basename(file, '.json'), read(path.join(folder, file))]),
  );
}

/**
 * Area → name → text, of the prose that pure code holds in English beside what it is about (checks, parameters,
 * errors, close codes): only the other language is a file. `tOr` looks it up.
 */
export function readProse(): Record<string, Record<string, string>> {
  const files = readdirSync(prose).filter((file) => file.endsWith('.ko.json'));
  const areas = Object.fromEntries(
    files.sort().map((file) => [path.basename(file, '.ko.json'), read(path.join(prose, file))]),
  );
  return { ...areas, decoding: Object.assign({ ...areas.decoding }, ...Object.values(readProtocolProse())) };
}

/** Folder of a protocol → sentence → text: what only its decoder says. */
export function readProtocolProse(): Record<string, Record<string, string>> {
  const files = globSync('*/ko.json', { cwd: protocols }).sort();
  return Object.fromEntries(files.map((file) => [path.dirname(file), read(path.join(protocols, file))]));
}

/** Flat names as `browser.i18n` wants them (`area_key`, `area_key__one`) → text in one language. */
export function catalogue(locale: Locale): Record<string, string> {
  const flat: Record<string, string> = { locale };
  for (const [area, entries] of Object.entries(readMessages())) {
    for (const [key, entry] of Object.entries(entries)) {
      const text = entry[locale];
      if (typeof text === 'string') {
        flat[`${area}_${key}`] = text;
        // Else a browser gives the default language's form for a name that this one lacks.
        if (typeof entry.en !== 'string') flat[`${area}_${key}__other`] = text;
      } else for (const [category, form] of Object.entries(text)) flat[`${area}_${key}__${category}`] = form;
    }
  }
  if (locale === 'en') return flat;
  for (const [area, texts] of Object.entries(readProse())) {
    for (const [name, text] of Object.entries(texts))
      flat[BY_SENTENCE.includes(area) ? sentenceName(name) : flatName(`${area}.${name}`)] = text;
  }
  // What decoders said is recognised by these.
  const filled = Object.keys(readProse().decoding!).filter((sentence) => sentence.includes('{'));
  flat.decoding_filled = filled.join('\n');
  return flat;
}

/** `_locales/<locale>/messages.json`; a dollar sign opens a placeholder there unless doubled. */
export const localeFile = (locale: Locale): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(catalogue(locale)).map(([name, text]) => [
        name,
        { message: text.replaceAll('$', '$$$$') },
      ]),
    ),
  );
