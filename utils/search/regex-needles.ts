/** What follows an escape of letters and digits and belongs to it. */
const ESCAPED =
  /^(?:x[\dA-Fa-f]{2}|u(?:[\dA-Fa-f]{4}|\{[\dA-Fa-f]+\})|[pP]\{[^}]*\}|k<[^>]*>|c[A-Za-z]|\d+|[A-Za-z])/;
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/;
/** Texts of one character stand nearly everywhere. */
const SHORTEST = 2;
/** Each one costs a look through everything. */
const MOST = 3;

/**
 * Texts that stand in whatever a regular expression matches, ASCII and lower-cased, the longest first: a frame without
 * one of them need not be asked. Those of groups and alternatives are not told, nor what may be left out.
 */
export function regexNeedles(source: string, flags: string): string[] {
  // Sets within sets, and operators on them.
  if (flags.includes('v')) return [];
  const needles: string[] = [];
  let text = '';
  const end = () => {
    if (text.length >= SHORTEST) needles.push(text.toLowerCase());
    text = '';
  };
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at);
    const unit = source[at]!;
    if (unit === '|') return [];
    const quantifier = QUANTIFIER.exec(rest)?.[0];
    if (quantifier) {
      // At least once, where it is a plus; else what stands before it may be missing.
      if (!quantifier.startsWith('+')) text = text.slice(0, -1);
      end();
      at += quantifier.length;
    } else if (unit === '\\') {
      const escaped = ESCAPED.exec(rest.slice(1))?.[0];
      if (escaped) end();
      else text += source[at + 1] ?? '';
      at += 1 + (escaped?.length ?? 1);
    } else if (unit === '[' || unit === '(') {
      end();
      at += lengthOf(rest);
    } else {
      if (unit === '.' || unit === '^' || unit === '$' || !isAscii(unit)) end();
      else text += unit;
      at++;
    }
  }
  end();
  // Without case, Unicode takes ſ for s and the sign of kelvin for k.
  const folds = flags.includes('i') && flags.includes('u');
  return needles
    .filter((needle) => isAscii(needle) && !(folds && /[ks]/.test(needle)))
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST);
}

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text);

/** Units of the set or group that a text begins with. */
function lengthOf(text: string): number {
  let depth = 0;
  let inSet = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    if (unit === '\\') at++;
    else if (inSet) inSet = unit !== ']';
    else if (unit === '[') inSet = true;
    else if (unit === '(') depth++;
    else if (unit === ')') depth--;
    if (depth === 0 && !inSet) return at + 1;
  }
  return text.length;
}
