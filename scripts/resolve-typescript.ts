// Node strips types by itself, but wants imports as browsers do, with their endings. The sources leave them out; and of
// Vite's `import.meta.glob` it knows nothing.
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expandGlobs } from './expand-globs.ts';

registerHooks({
  resolve(specifier, context, next) {
    const ours = specifier.startsWith('.') && !context.parentURL?.includes('/node_modules/');
    if (!ours || /\.\w+$/.test(specifier)) return next(specifier, context);
    const url = new URL(specifier, context.parentURL).href;
    const ending = existsSync(fileURLToPath(`${url}.ts`)) ? '.ts' : '/index.ts';
    return next(url + ending, context);
  },
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.startsWith('file:') || url.includes('/node_modules/') || !loaded.source) return loaded;
    const source = String(loaded.source);
    if (!source.includes('import.meta.glob')) return loaded;
    return { ...loaded, source: expandGlobs(source, fileURLToPath(url)) };
  },
});
