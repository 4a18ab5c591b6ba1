/** Text of a page within Markdown: nothing in it is markup, and it stays on its line. */
export function plainMarkdown(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .replace(/[\\`*_{}[\]<>()#+!|~@&]/g, (sign) => `\\${sign}`)
      .replace(/^(\s*)(\d+)\./, '$1$2\\.')
      .replace(/^(\s*)([-=])/, '$1\\$2')
      // A bare address becomes a link in most dialects.
      .replace(/:\/\//g, ':\\//')
  );
}

/** A code span that holds whatever the page put there. */
export function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, ' ') || ' ';
  const ticks = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return ticks.length > 1 || /^`|`$/.test(line) ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`;
}

/** A fenced block that holds whatever the page put there. */
export function codeBlock(text: string, language = ''): string {
  const ticks = '`'.repeat(Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return `${ticks}${language}\n${text.replace(/\n$/, '')}\n${ticks}`;
}
