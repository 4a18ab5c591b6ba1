import type { Areas } from './areas';
import { flatName } from './flat-name';

/** `area.key` of every text of the interface: utils/i18n/messages. */
export type MessageKey = { [A in keyof Areas]: `${A}.${keyof Areas[A] & string}` }[keyof Areas];

/** What stands for a placeholder such as `{count}`. `count` also chooses the plural form. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** Gives a text by its flat name (`area_key`); the empty string where there is none, as `browser.i18n` does. */
export type Lookup = (name: string) => string;

let lookup: Lookup = (name) => name;
let plurals: Intl.PluralRules | undefined;
let numbers: Intl.NumberFormat | undefined;

/** Says where texts come from: `browser.i18n.getMessage` in the extension, the files themselves in Node. */
export function useMessages(next: Lookup): void {
  const known = new Map<string, string>();
  lookup = (name) => {
    const text = known.get(name) ?? next(name);
    known.set(name, text);
    return text;
  };
  plurals = undefined;
  numbers = undefined;
}

/** BCP 47 tag of the language that the texts are in, for `Intl`. */
export const locale = (): string => {
  const tag = lookup('locale');
  return tag === 'locale' ? 'en' : tag;
};

/** The text of a key, its placeholders filled; numbers are grouped as the language does. */
export function t(key: MessageKey, values: MessageValues = {}): string {
  return fill(find(key.replace('.', '_'), values) || key, values);
}

/**
 * The text of a key that is put together when the program runs (`checks.<id>.title`), or `fallback`, the English that
 * stands in the code, where the language has none (utils/i18n/prose).
 */
export function tOr(fallback: string, key: string, values: MessageValues = {}): string {
  const name = flatName(key);
  const text = find(name, values);
  return text && text !== name ? fill(text, values) : fallback;
}

function find(name: string, { count }: MessageValues): string {
  if (typeof count !== 'number') return lookup(name);
  plurals ??= new Intl.PluralRules(locale());
  // A language without plurals (Korean) has one text.
  return missing(`${name}__${plurals.select(count)}`) ?? missing(`${name}__other`) ?? lookup(name);
}

function missing(name: string): string | undefined {
  const text = lookup(name);
  return text && text !== name ? text : undefined;
}

function fill(text: string, values: MessageValues): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (typeof value === 'string') return value;
    numbers ??= new Intl.NumberFormat(locale());
    return numbers.format(value);
  });
}
