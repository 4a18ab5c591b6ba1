/**
 * The flat name of a sentence that is looked up by its own English (utils/i18n/prose/problems.ko.json): a hash of it
 * (FNV-1a, 32 bits), since a name may hold neither spaces nor signs.
 */
export function sentenceName(template: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(template)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return `sentence_${hash.toString(16).padStart(8, '0')}`;
}
