/** A sentence in English, with what it was filled with: so that it can be said in another language as well. */
export interface Said {
  text: string;
  /** `The {0} is not signed.` */
  template: string;
  values: readonly (string | number)[];
}

/** Tags a sentence: `` say`The ${name} is not signed.` `` */
export function say(strings: TemplateStringsArray, ...values: (string | number | Said)[]): Said {
  const plain = values.map((value) => (typeof value === 'object' ? value.text : value));
  return {
    text: strings.reduce((text, part, index) => `${text}${plain[index - 1]}${part}`),
    template: strings.reduce((text, part, index) => `${text}{${index - 1}}${part}`),
    values: plain,
  };
}

/** A sentence without values is its own template. */
export const sayPlain = (text: string): Said => ({ text, template: text, values: [] });
