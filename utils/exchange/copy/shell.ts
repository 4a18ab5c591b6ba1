/** C0 and C1 controls, DEL, and what turns text around or hides it: none of it may reach a terminal as it is. */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udfff]/u;

/**
 * A text as one word of a POSIX shell, whatever is in it (XCU §2.2.2: within single quotes nothing has a meaning).
 * Texts with control characters, which a terminal would act on when they are pasted, are written as `$'…'` (POSIX.1-2024
 * §2.2.4; bash, zsh, ksh). NUL cannot be in an argument and is left out.
 */
export function shellQuote(text: string): string {
  if (!UNSAFE.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  let quoted = '';
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0)!;
    if (code === 0) continue;
    if (character === '\n') quoted += '\\n';
    else if (character === '\t') quoted += '\\t';
    else if (character === "'" || character === '\\' || character === '!') quoted += `\\${octal(code)}`;
    else if (UNSAFE.test(character))
      quoted += [...new TextEncoder().encode(character)].map((byte) => `\\${octal(byte)}`).join('');
    else quoted += character;
  }
  return `$'${quoted}'`;
}

/** Three digits: a digit that follows is then no part of it. */
const octal = (code: number): string => code.toString(8).padStart(3, '0');
