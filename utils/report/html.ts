import { escapeXml } from '../panel/oauth/svg';

/** Markup that was written by us; every other text is escaped on its way into it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | undefined | false | readonly Part[];

/** Markup with values in it: texts are escaped, markup and lists of it stay, what is absent is left out. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(strings.reduce((text, string, i) => text + write(values[i - 1]) + string));
}

function write(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(write).join('');
  return escapeXml(String(part));
}

/** A picture that is part of the page. */
export const dataUrl = (mime: string, base64: string): string => `data:${mime};base64,${base64}`;
