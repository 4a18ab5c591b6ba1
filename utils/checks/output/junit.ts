import type { WatchoutResult } from '../../watchouts/model';
import { watchoutSentence } from '../../watchouts/words';
import { CHECKS } from '../registry';
import type { Checked, FailOn } from './index';
import { failsOn } from './severity';

const ENTITIES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text for XML 1.0 (§2.2): what it cannot hold at all is left out. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[<>&"']/g, (character) => ENTITIES[character]!);
}

function testCase(check: (typeof CHECKS)[number], { report }: Checked, failOn: FailOn): string[] {
  const findings = report.findings.filter(({ checkId }) => checkId === check.id);
  const passed = report.passed.some(({ checkId }) => checkId === check.id);
  const open = `    <testcase classname="${xmlText(check.id)}" name="${xmlText(check.title)}"`;
  if (report.broken.includes(check.id))
    return [`${open}><error message="The check stumbled over the data."/></testcase>`];
  if (findings.length === 0) return passed ? [`${open}/>`] : [`${open}><skipped/></testcase>`];
  const body = findings.map(({ severity, confidence, message, evidence }) => {
    const text = xmlText(
      [message, ...evidence.map(({ quote }) => `  ${quote}`), '', check.mend, check.spec.url].join('\n'),
    );
    return failsOn(severity, failOn)
      ? `      <failure type="${severity}" message="${xmlText(`${message} (${confidence})`)}">${text}</failure>`
      : `      <system-out>${text}</system-out>`;
  });
  return [`${open}>`, ...body, '    </testcase>'];
}

function watchoutCase({ watchout, state, failures }: WatchoutResult): string {
  const open = `    <testcase classname="watchouts/${watchout.watch}" name="${xmlText(watchoutSentence(watchout))}"`;
  if (state === 'passed') return `${open}/>`;
  if (state === 'open') return `${open}><skipped/></testcase>`;
  const text = xmlText(failures.map(({ message }) => message).join('\n'));
  return `${open}><failure type="watchout" message="${xmlText(failures[0]?.message ?? '')}">${text}</failure></testcase>`;
}

/** JUnit XML: a test for each check; findings below what fails the run are its output, checks with nothing to judge are skipped. */
export function junitReport(all: readonly Checked[], failOn: FailOn): string {
  const suites = all.map((checked) => {
    const { watched = [] } = checked;
    const broken = watched.filter(({ state }) => state === 'failed').length;
    const failures = checked.report.findings.filter(({ severity }) => failsOn(severity, failOn));
    const failed = new Set(failures.map(({ checkId }) => checkId));
    const judged = new Set(
      [...checked.report.findings, ...checked.report.passed].map(({ checkId }) => checkId),
    );
    const skipped = CHECKS.filter(({ id }) => !judged.has(id) && !checked.report.broken.includes(id)).length;
    return [
      `  <testsuite name="${xmlText(checked.file)}" tests="${CHECKS.length + watched.length}" failures="${failed.size + broken}" errors="${checked.report.broken.length}" skipped="${skipped + watched.filter(({ state }) => state === 'open').length}">`,
      ...CHECKS.flatMap((check) => testCase(check, checked, failOn)),
      ...watched.map(watchoutCase),
      '  </testsuite>',
    ].join('\n');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="Handshake">',
    ...suites,
    '</testsuites>',
  ].join('\n');
}
