import type { Protocol } from '@/utils/websocket/decoders';

/** The table of docs/protocols.md. The registry test holds the two together. */
export function protocolTable(protocols: readonly Protocol[]): string {
  const rows = protocols.map(
    ({ title, versions, detected, shows }) =>
      `| ${title} | ${versions} | ${detected.replaceAll('|', '\\|')} | ${shows} |`,
  );
  return ['| Protocol | Versions | How it is detected | What is shown |', '|---|---|---|---|', ...rows].join(
    '\n',
  );
}
