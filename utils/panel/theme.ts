export type Theme = 'light' | 'dark';

/** What of `devtools.panels` tells the theme: Firefox has an event, Chrome takes one handler. */
export interface ThemePanels {
  themeName?: string;
  onThemeChanged?: { addListener(listener: (name: string) => void): void };
  setThemeChangeHandler?(handler: (name: string) => void): void;
}

/** DevTools' theme name as light or dark. Chrome's light one is called `default`. */
export function themeOf(name: string | undefined): Theme {
  return name === 'dark' ? 'dark' : 'light';
}

/** Tells DevTools' theme now and with every change, in both browsers. */
export function watchTheme(panels: ThemePanels, apply: (theme: Theme) => void): void {
  const change = (name: string | undefined) => apply(themeOf(name));
  change(panels.themeName);
  if (panels.onThemeChanged) panels.onThemeChanged.addListener(change);
  else panels.setThemeChangeHandler?.(change);
}
