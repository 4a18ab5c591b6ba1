import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { evaluateChecks, type Rules, readRules, writeRules } from '../utils/checks/index.ts';
import {
  type Checked,
  type FailOn,
  formatReports,
  OUTPUT_FORMATS,
  type OutputFormat,
} from '../utils/checks/output/index.ts';
import { failsOn } from '../utils/checks/output/severity.ts';
import { isProfile } from '../utils/checks/rules.ts';
import { readAnyFile } from '../utils/exchange/index.ts';
import { useMessages } from '../utils/i18n/index.ts';
import { proveSession } from '../utils/oauth/proofs/index.ts';
import { createSessionFold } from '../utils/session/index.ts';
import { createWatcher } from '../utils/watchouts/index.ts';
import { catalogue } from './messages.ts';

const HELP = `Usage: npm run check -- [options] FILE...

Judges exported sessions (.handshake.json.gz) and HAR files by the checks of docs/checks.md and by watch-outs of your
own (docs/watchouts.md).

  --format FORMAT     text (default), json, junit or sarif
  --output FILE       write the report there instead of printing it
  --profile PROFILE   oauth2 (default), oauth2.1, fapi2 or browser-public
  --rules FILE        a rules file: {"profile": …, "checks": {"oauth/implicit-grant": "off"}, "watchouts": […]};
                      without one, the rules that the session brings are used
  --fail-on SEVERITY  must (default), should, information or never
  --help

Exit status: 0 nothing to fail on, 1 findings or watch-outs to fail on, 2 the command or a file is wrong.
`;

const FAIL_ON: readonly string[] = ['must', 'should', 'information', 'never'] satisfies FailOn[];

export interface Ran {
  output: string;
  errors: string;
  status: 0 | 1 | 2;
}

/** What the user got wrong, said in a sentence. */
class Misuse extends Error {}

interface Settings {
  files: string[];
  format: OutputFormat;
  failOn: FailOn;
  output: string | undefined;
  /** Undefined: those that each file brings. */
  rules: Rules | undefined;
  profile: Rules['profile'];
  notes: readonly string[];
}

function readText(file: string): string {
  try {
    const bytes = readFileSync(file);
    return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw new Misuse(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  }
}

function readSettings(args: string[]): Settings | 'help' {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      output: { type: 'string' },
      profile: { type: 'string' },
      rules: { type: 'string' },
      'fail-on': { type: 'string', default: 'must' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return 'help';
  const { format, profile, 'fail-on': failOn } = values;
  if (!OUTPUT_FORMATS.includes(format as OutputFormat))
    throw new Misuse(`--format may be ${OUTPUT_FORMATS.join(', ')}.`);
  if (!FAIL_ON.includes(failOn)) throw new Misuse(`--fail-on may be ${FAIL_ON.join(', ')}.`);
  if (profile !== undefined && !isProfile(profile))
    throw new Misuse('--profile may be oauth2, oauth2.1, fapi2, browser-public.');
  if (positionals.length === 0) throw new Misuse('Name a file: an exported session or a HAR.');
  const read = values.rules === undefined ? undefined : readRules(readText(values.rules));
  return {
    files: positionals,
    format: format as OutputFormat,
    failOn: failOn as FailOn,
    output: values.output,
    rules: read?.rules,
    profile,
    notes: read?.problems ?? [],
  };
}

/** Playwright puts frames into files of their own beside the HAR. */
function attachmentsOf(file: string, text: string): Map<string, string> {
  const folder = path.dirname(file);
  const names = text.includes('.jsonl')
    ? readdirSync(folder).filter((name) => name.endsWith('.jsonl') && text.includes(name))
    : [];
  return new Map(names.map((name) => [name, readText(path.join(folder, name))]));
}

async function check(file: string, { rules: given, profile }: Settings): Promise<Checked> {
  const text = readText(file);
  const read = readAnyFile(text, attachmentsOf(file, text));
  if (!read.ok) throw new Misuse(`${file}: ${read.error}`);
  const fold = createSessionFold();
  fold.apply(read.file.observations);
  const { session, frames } = fold;
  const brought = readRules(writeRules(read.file.header.rules ?? { checks: {} })).rules;
  const rules = { ...(given ?? brought), ...(profile && { profile }) };
  const proofs = await proveSession(session);
  const report = evaluateChecks(session, { rules, proofs, frames });
  const now = session.span?.to ?? 0;
  const { watchouts = [] } = rules;
  const watched = await createWatcher().watch({ session, frames, watchouts, now, report });
  return { file, report, watched };
}

/**
 * The check command: arguments in, what to print and the exit status out.
 *
 * @param write where a report that is not printed goes
 */
export async function runCheck(args: string[], write: (file: string, text: string) => void): Promise<Ran> {
  const english = catalogue('en');
  useMessages((name) => english[name] ?? '');
  try {
    const settings = readSettings(args);
    if (settings === 'help') return { output: HELP, errors: '', status: 0 };
    const checked: Checked[] = [];
    for (const file of settings.files) checked.push(await check(file, settings));
    const text = formatReports(checked, settings.format, settings.failOn);
    const failed = checked.some(
      ({ report, watched = [] }) =>
        report.broken.length > 0 ||
        watched.some(({ state }) => state === 'failed') ||
        report.findings.some(({ severity }) => failsOn(severity, settings.failOn)),
    );
    if (settings.output !== undefined) write(settings.output, text);
    const errors = settings.notes.map((note) => `Rules file: ${note}\n`).join('');
    return { output: settings.output === undefined ? text : '', errors, status: failed ? 1 : 0 };
  } catch (error) {
    const told = error instanceof Misuse || (error instanceof TypeError && 'code' in error);
    if (!told) throw error;
    return { output: '', errors: `${(error as Error).message}\nTry: npm run check -- --help\n`, status: 2 };
  }
}
