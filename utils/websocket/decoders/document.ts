import { PROTOCOLS } from './registry';

const BEGINS = '<!-- The table is written by `node scripts/setup.mjs protocols-page`. -->\n';
const ENDS = '<!-- So far. -->\n';

/** A page with its table of protocols (docs/protocols.md) as the registry has it. */
export function documentProtocols(page: string): string {
  const [before, rest = ''] = page.split(BEGINS);
  const after = rest.split(ENDS)[1] ?? '';
  const row = (...cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const table = [
    row('Protocol', 'Versions', 'How it is detected', 'What is shown'),
    '|---|---|---|---|',
    ...PROTOCOLS.map(({ title, versions, detected, shows }) => row(title, versions, detected, shows)),
  ];
  return `${before}${BEGINS}\n${table.join('\n')}\n\n${ENDS}${after}`;
}
