/** Whether a URL has the pattern in it; `*` stands for anything, letters' case does not count. */
export function matchesUrl(pattern: string | undefined, url: string): boolean {
  if (!pattern) return true;
  let at = 0;
  const lower = url.toLowerCase();
  // Part after part, each after the one before: no regular expression that a pattern could make slow.
  for (const part of pattern.toLowerCase().split('*')) {
    const found = lower.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}
