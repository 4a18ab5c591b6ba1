/** A sentence in English, with what it was filled with: so that it can be said in another language as well. */
export interface Said {
  text: string;
  /** `The {0} is not signed.` */
  template: string;
  values: readonly (string | number | Said)[];
}

/** Tags a sentence: `` say`The ${name} is not signed.` `` A value may be a sentence of its own. */
export const say = (strings: TemplateStringsArray, ...values: (string | number | Said)[]): Said => ({
  text: strings.reduce((text, part, index) => `${text}${textOf(values[index - 1]!)}${part}`),
  template: strings.reduce((text, part, index) => `${text}{${index - 1}}${part}`),
  values,
});

const textOf = (value: string | number | Said): string =>
  typeof value === 'object' ? value.text : String(value);

/** A sentence without values is its own template. */
export const sayPlain = (text: string): Said => ({ text, template: text, values: [] });
