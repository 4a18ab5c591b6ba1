import path from 'node:path';
import type { Plugin } from 'vite';

interface ModuleGraph {
  getModuleInfo(id: string): { importedIds?: readonly string[] } | null;
}

/** The pages' own scripts. */
const PAGES = {
  panel: 'panel/main.tsx',
  inspector: 'inspector/main.tsx',
  popup: 'popup/main.tsx',
  devtools: 'devtools/main.ts',
} as const;

type Page = keyof typeof PAGES;

/**
 * Files of what the panel and other pages load before they show anything, the smallest first: what the devtools page
 * has too, what the popup has too, and what only the inspector page has too.
 */
const FILES = [
  ['base', 'devtools'],
  ['common', 'popup'],
  ['view', 'inspector'],
] as const satisfies readonly (readonly [file: string, page: Page])[];

/** An empty module that WXT has each page load: it need not be a file to wait for. */
const EMPTY = 'virtual:wxt-html-plugins';

/**
 * What a page needs at once comes in a few files. Left to itself the bundler makes forty of it for the panel, in five
 * steps that wait for one another, before anything is shown.
 */
export function firstView(entrypoints: string): Plugin {
  let pagesOf: Map<string, Set<Page>> | undefined;

  /** Which pages import a module without waiting for anything. */
  function reached(graph: ModuleGraph): Map<string, Set<Page>> {
    const found = new Map<string, Set<Page>>();
    const visit = (id: string, page: Page) => {
      const pages = found.get(id) ?? new Set();
      if (pages.has(page)) return;
      found.set(id, pages.add(page));
      for (const next of graph.getModuleInfo(id)?.importedIds ?? []) visit(next, page);
    };
    for (const page of Object.keys(PAGES) as Page[]) visit(path.join(entrypoints, PAGES[page]), page);
    return found;
  }

  const fileOf = (id: string, graph: ModuleGraph) => {
    if (id.includes(EMPTY)) return FILES[0][0];
    pagesOf ??= reached(graph);
    const pages = pagesOf.get(id);
    return pages?.has('panel') ? FILES.find(([, page]) => pages.has(page))?.[0] : undefined;
  };

  return {
    name: 'first-view',
    apply: 'build',
    outputOptions(options) {
      // Pages only: the other scripts are one file each.
      if (options.format !== 'es' || options.codeSplitting === false) return null;
      pagesOf = undefined;
      const groups = FILES.map(([name], at) => ({
        name: (id: string, graph: ModuleGraph) => (fileOf(id, graph) === name ? name : null),
        priority: FILES.length - at,
      }));
      return { ...options, codeSplitting: { groups } };
    },
  };
}
