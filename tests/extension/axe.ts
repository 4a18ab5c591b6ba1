import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Surface } from './drivers/index.ts';

interface Violation {
  id: string;
  help: string;
  nodes: readonly { html: string; failureSummary?: string }[];
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// Its text becomes a function of the page, for extension pages allow no inline script.
const install = new Function(source) as () => void;

/**
 * What axe-core finds fault with in a surface, a line each. `colours`: only what another theme can change. `within`:
 * a selector of the part that is looked at; the whole document by default.
 */
export async function accessibilityFaults(
  surface: Surface,
  rules: 'all' | 'colours' = 'all',
  within?: string,
): Promise<string[]> {
  const installed = await surface.evaluate(() => 'axe' in globalThis);
  if (!installed) await surface.evaluate(install);
  const violations = await surface.evaluate(
    async (which: string, part: string) => {
      const { axe } = globalThis as unknown as {
        axe: { run(of: Document | Element, options: object): Promise<{ violations: Violation[] }> };
      };
      const place = part === '' ? document : document.querySelector(part);
      if (!place) throw new Error(`Nothing matches ${part}`);
      const result = await axe.run(place, {
        resultTypes: ['violations'],
        ...(which === 'colours' && { runOnly: ['color-contrast'] }),
      });
      return result.violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
      }));
    },
    rules,
    within ?? '',
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 200)}\n  ${failureSummary ?? ''}`,
    ),
  );
}
