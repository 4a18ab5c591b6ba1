import type { Protocol } from '../../decoder';
import { objects, pathOf, surest, when } from '../../sight';

/** https://chromedevtools.github.io/devtools-protocol/ */
const cdp: Protocol = {
  id: 'cdp',
  textOnly: true,
  title: 'Chrome DevTools Protocol',
  versions: '1.x, flattened sessions',
  detected: 'URL path `/devtools/page/…` or `/devtools/browser/…`, or `Domain.method` with a numeric id',
  shows: 'commands with parameters, results, errors, events, sessions',
  stateful: true,
  detect: (context) =>
    surest(
      when(
        /^\/devtools\/(page|browser|worker|inspector)\//.test(pathOf(context.url)),
        0.95,
        'the URL path is /devtools/page/… or the like',
      ),
      when(
        objects(context).some(
          (m) =>
            !('jsonrpc' in m) &&
            typeof m.id === 'number' &&
            typeof m.method === 'string' &&
            /^[A-Z]\w+\.[a-z]\w+$/.test(m.method),
        ),
        0.88,
        'messages have a numeric id and a method named Domain.method, without "jsonrpc"',
      ),
    ),
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [cdp];
