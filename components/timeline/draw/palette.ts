const TOKENS = [
  'ok',
  'idle',
  'pending',
  'warn',
  'error',
  'accent',
  'send',
  'receive',
  'surface',
  'divider',
] as const;

/** The theme's colours as canvas takes them. */
export type Palette = Record<(typeof TOKENS)[number], string>;

let known: { key: string; palette: Palette } | undefined;

/** Colours of the theme where `element` stands; read again only when the theme changed. */
export function paletteOf(element: HTMLElement): Palette {
  const key = [
    document.documentElement.dataset.theme,
    matchMedia('(prefers-color-scheme: dark)').matches,
    matchMedia('(forced-colors: active)').matches,
  ].join();
  if (known?.key === key) return known.palette;
  const palette = Object.fromEntries(
    TOKENS.map((token) => {
      // A custom property reads as it was written (light-dark(…)); only a property that uses it is computed.
      element.style.color = `var(--${token})`;
      return [token, getComputedStyle(element).color];
    }),
  ) as Palette;
  element.style.color = '';
  known = { key, palette };
  return palette;
}
