import type { Check } from './model';
import { CHECKS } from './registry';
import { citation } from './specification';

function row({ id, title, severity, inProfile, only, spec }: Check): string {
  const profiles = only
    ? `only ${only.join(', ')}`
    : Object.entries(inProfile ?? {})
        .map(([profile, own]) => `${profile}: ${own}`)
        .join(', ');
  return `| [\`${id}\`](#${anchor(id)}) | ${title} | ${severity}${profiles ? ` (${profiles})` : ''} | [${citation(spec)}](${spec.url}) |`;
}

const anchor = (id: string) => id.replace('/', '');

function section({ id, title, explanation, mend }: Check): string {
  return `### ${id}\n\n**${title}.** ${explanation}\n\n*Mend:* ${mend}\n`;
}

/** The page that lists every check: `docs/checks.md`. */
export function documentChecks(): string {
  const group = (prefix: string) => CHECKS.filter(({ id }) => id.startsWith(prefix));
  const table = (checks: readonly Check[]) =>
    ['| check | what holds | severity | written in |', '|---|---|---|---|', ...checks.map(row)].join('\n');
  return [
    '# Checks',
    '',
    'Every finding names its check, how sure it is (*proved*: the bytes were seen; *inferred*; *cannot be seen from a',
    'browser*), the evidence, and how to mend it. What only one side knows is never asserted: how a server validates',
    'state, back-channel token requests, mutual TLS and back-channel logout do not pass through a browser.',
    '',
    'Outside the browser: `npm run check -- FILE` takes an exported session or any HAR and says the same',
    '(`npm run check -- --help`). A rules file switches a check off or changes its severity:',
    '',
    '```json',
    '{ "profile": "oauth2.1", "checks": { "oauth/token-lifetime": "off", "oauth/implicit-grant": "must" } }',
    '```',
    '',
    'Profiles: `oauth2` (RFC 6749 and the best practice of RFC 9700; the default), `oauth2.1`, `fapi2` (FAPI 2.0),',
    '`browser-public` (a client that is a page).',
    '',
    `This page is generated from the checks themselves (${CHECKS.length}): \`node scripts/setup.mjs checks-page\`.`,
    '',
    '## OAuth and OpenID Connect',
    '',
    table(group('oauth/')),
    '',
    '## WebSocket',
    '',
    table(group('websocket/')),
    '',
    '## In words',
    '',
    CHECKS.map(section).join('\n'),
  ].join('\n');
}
