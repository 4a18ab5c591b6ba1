function alphabetSize(value: string): number {
  if (/^\d+$/.test(value)) return 10;
  if (/^[0-9a-f-]+$/i.test(value)) return 16;
  const sizes: readonly [RegExp, number][] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/\d/, 10],
    [/[^A-Za-z0-9]/, 2],
  ];
  return sizes.reduce((sum, [pattern, size]) => sum + (pattern.test(value) ? size : 0), 0);
}

/**
 * How many bits a random-looking value may hold. A short sample of a good source has a Shannon entropy well below
 * what it was drawn with, so that is used only where characters repeat more than chance would have it.
 * Always an estimate from one value: enough to call a weak one weak, never to call one strong.
 */
export function estimatedBits(value: string): number {
  const text = value.slice(0, 512).replace(/-/g, '');
  if (text === '') return 0;
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const size = alphabetSize(text);
  const expected = size * (1 - (1 - 1 / size) ** text.length);
  if (counts.size >= expected * 0.6) return text.length * Math.log2(size);
  let perCharacter = 0;
  for (const count of counts.values()) perCharacter -= (count / text.length) * Math.log2(count / text.length);
  return perCharacter * text.length;
}
