import { useEffect, useState } from 'preact/hooks';

const QUERIES = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)'];

/** Draws anew when the theme's colours change: a picture does not follow them by itself. */
export function useTheme(): void {
  const [, setVersion] = useState(0);
  useEffect(() => {
    const changed = () => setVersion((version) => version + 1);
    const queries = QUERIES.map((query) => matchMedia(query));
    for (const query of queries) query.addEventListener('change', changed);
    // DevTools' own theme, where it is not the system's.
    const observer = new MutationObserver(changed);
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      for (const query of queries) query.removeEventListener('change', changed);
      observer.disconnect();
    };
  }, []);
}
