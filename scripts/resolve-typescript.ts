// Node strips types by itself, but wants imports as browsers do, with their endings. The sources leave them out.
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

registerHooks({
  resolve(specifier, context, next) {
    const ours = specifier.startsWith('.') && !context.parentURL?.includes('/node_modules/');
    if (!ours || /\.\w+$/.test(specifier)) return next(specifier, context);
    const url = new URL(specifier, context.parentURL).href;
    const ending = existsSync(fileURLToPath(`${url}.ts`)) ? '.ts' : '/index.ts';
    return next(url + ending, context);
  },
});
