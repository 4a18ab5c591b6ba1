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

/** What axe-core finds fault with in a surface, a line each. `colours`: only what another theme can change. */
export async function accessibilityFaults(
  surface: Surface,
  rules: 'all' | 'colours' = 'all',
): Promise<string[]> {
  const installed = await surface.evaluate(() => 'axe' in globalThis);
  if (!installed) await surface.evaluate(install);
  const violations = await surface.evaluate(async (which: string) => {
    const { axe } = globalThis as unknown as {
      axe: { run(of: Document, options: object): Promise<{ violations: Violation[] }> };
    };
    const result = await axe.run(document, {
      resultTypes: ['violations'],
      ...(which === 'colours' && { runOnly: ['color-contrast'] }),
    });
    return result.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
    }));
  }, rules);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 200)}\n  ${failureSummary ?? ''}`,
    ),
  );
}
