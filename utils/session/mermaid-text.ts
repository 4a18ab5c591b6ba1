const LONGEST = 80;

/**
 * A text as one line of a Mermaid sequence diagram. Its own signs are written as entities: `;` and `#` are syntax, `%%` begins
 * a comment or a directive, `<` markup, `$$` a formula; and a line that begins with `wrap:` or `nowrap:` would lose that word.
 */
export function mermaidText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const cut = line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
  return cut
    .replace(/[#;<>%&"$]/g, (sign) => `#${sign.charCodeAt(0)};`)
    .replace(/^((?:no)?wrap):/i, '$1#58;');
}
