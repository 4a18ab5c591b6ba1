import { gunzipSync } from 'fflate';
import { evaluateChecks, findingMarkdown } from '@/utils/checks';
import { formatReports, OUTPUT_FORMATS } from '@/utils/checks/output';
import { formatsOf, writeCopy } from '@/utils/panel/copy/formats';
import { type CopySubject, redactSubject } from '@/utils/panel/copy/subject';
import { type ExportChoice, writeExport } from '@/utils/panel/export';
import { createRedaction } from '@/utils/redaction';
import { createSessionFold } from '@/utils/session';
import type { Exchange } from '@/utils/session/exchanges';
import type { Observation } from '@/utils/session/observations';
import { credentialsIn } from './credentials';
import { encodings, textsOf } from './leaks';

const key = new Uint8Array(32).fill(7);
const SETTING = { key, now: 1_767_323_045_678, generator: { name: 'Handshake', version: '1.0.0' } };
const FORMATS = ['session', 'har', 'html', 'markdown'] as const;

/** Everything that can leave a session redacted, by what it is: files, reports, copies, findings, the command's reports. */
export async function redactedOutputs(
  journal: readonly Observation[],
  levels: readonly ExportChoice['level'][] = ['default'],
): Promise<Map<string, string>> {
  const fold = createSessionFold();
  fold.apply(journal);
  const { session, frames } = fold;
  const outputs = new Map<string, string>();
  for (const level of levels) {
    for (const format of FORMATS) {
      const { blob } = await writeExport(
        { journal: fold.journal, frames, session },
        { format, level },
        SETTING,
      );
      outputs.set(`${format}, ${level}`, await textOf(blob));
    }
  }
  const subjects: CopySubject[] = [
    ...[...session.exchanges.values()].map((exchange) => ({ kind: 'exchange' as const, exchange })),
    ...session.sockets.map((socket) => ({
      kind: 'socket' as const,
      socket,
      frames: Array.from(frames.of(socket.id), (index) => frames.get(index)!),
    })),
  ];
  for (const subject of subjects) {
    const redacted = redactSubject(subject, session, { level: 'default', key });
    const about = subject.kind === 'exchange' ? subject.exchange.url : subject.socket.url;
    for (const format of formatsOf(subject))
      outputs.set(`${format} of ${about}`, writeCopy(redacted, format));
  }
  for (const [name, text] of findingTexts(journal)) outputs.set(name, text);
  return outputs;
}

/** What findings say, wherever it is read: their texts are redacted where they are made. */
export function findingTexts(journal: readonly Observation[]): Map<string, string> {
  const fold = createSessionFold();
  fold.apply(journal);
  const { session, frames } = fold;
  const report = evaluateChecks(session, { frames });
  return new Map([
    ...OUTPUT_FORMATS.map(
      (format) => [`check as ${format}`, formatReports([{ file: 'a.har', report }], format, 'must')] as const,
    ),
    ['findings', report.findings.map(findingMarkdown).join('\n')],
  ]);
}

async function textOf(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return new TextDecoder().decode(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes);
}

/** The observations of exchanges that were not captured by the product. */
export function observationsOf(exchanges: Iterable<Exchange>): Observation[] {
  return [...exchanges].flatMap((exchange): Observation[] => {
    const { requestId, hop, place, url, method, type, initiator, startedAt: at } = exchange;
    const { requestBody, responseBody, status, statusLine, redirectUrl, error } = exchange;
    const common = { requestId, hop, place };
    const ended = exchange.endedAt ?? at;
    return [
      {
        kind: 'request-started',
        ...common,
        at,
        url,
        method,
        type,
        ...(initiator && { initiator }),
        ...(requestBody && { body: requestBody }),
      },
      { kind: 'request-sent', ...common, at, headers: exchange.requestHeaders ?? [] },
      ...(status === undefined
        ? []
        : [
            {
              kind: 'response-started' as const,
              ...common,
              at: exchange.respondedAt ?? ended,
              status,
              headers: exchange.responseHeaders ?? [],
              ...(statusLine && { statusLine }),
              ...(redirectUrl && { redirectUrl }),
            },
          ]),
      ...(error === undefined ? [] : [{ kind: 'request-failed' as const, ...common, at: ended, error }]),
      ...(status === undefined || redirectUrl || error !== undefined
        ? []
        : [{ kind: 'request-completed' as const, ...common, at: ended, status }]),
      ...(responseBody
        ? [
            {
              kind: 'response-body' as const,
              source: 'har' as const,
              request: { requestId, hop },
              place,
              at: ended,
              body: responseBody,
            },
          ]
        : []),
    ];
  });
}

export function redacted(journal: readonly Observation[]): Observation[] {
  const redaction = createRedaction({ key: new Uint8Array(32).fill(5), level: 'default' });
  for (const seen of journal) redaction.learn(seen);
  return journal.map((seen) => redaction.redact(seen));
}

/** The secrets that are found in these texts, in any encoding, and where. */
export function found(texts: ReadonlyMap<string, string>, secrets: readonly string[]): string[] {
  const forms = secrets.flatMap((secret) => encodings(secret));
  return [...texts].flatMap(([name, text]) =>
    forms.filter((form) => text.includes(form)).map((form) => `${name}: ${form}`),
  );
}

/** The credentials of a journal that are found in what every output is made of. */
export function leaksOf(journal: readonly Observation[]): string[] {
  const texts = new Map([['journal', textsOf(redacted(journal)).join('\n')]]);
  for (const [output, text] of findingTexts(journal)) texts.set(output, text);
  return found(texts, credentialsIn(journal));
}
