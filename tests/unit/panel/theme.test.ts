import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../../../components/ui/theme.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
    name!,
    { light: light!, dark: dark! },
  ]),
);

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const SURFACES = [...tokens.keys()].filter((name) => name.startsWith('surface') || name.endsWith('-soft'));
const COLOURS = [
  'text',
  'text-dim',
  'text-faint',
  'accent',
  'send',
  'receive',
  'ok',
  'pending',
  'warn',
  'error',
  'idle',
  'proved',
  'inferred',
  'unseen',
  'syntax-key',
  'syntax-string',
  'syntax-number',
  'syntax-keyword',
];

test('there are surfaces and colours to hold against each other', () => {
  expect(SURFACES.length).toBeGreaterThan(8);
  for (const colour of COLOURS) expect(tokens.has(colour), colour).toBe(true);
});

// WCAG 2.2 success criterion 1.4.3: small text needs 4.5 to 1.
test.each(['light', 'dark'] as const)('every %s colour can be read on every surface', (theme) => {
  for (const colour of COLOURS) {
    for (const surface of SURFACES) {
      const ratio = contrast(tokens.get(colour)![theme], tokens.get(surface)![theme]);
      expect(ratio, `${colour} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    }
  }
});
