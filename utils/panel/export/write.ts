import type { Rules } from '../../checks';
import { writeHar, writeSession } from '../../exchange';
import type { SessionHeader } from '../../exchange/model';
import { batchesOf, createSessionFold, placesOf } from '../../session';
import type { Session } from '../../session/model';
import type { Observation } from '../../session/observations';
import type { Watchout } from '../../watchouts';
import type { Socket } from '../../websocket/model';
import { createBreath, nextTurn, type Work } from '../slices';
import type { ExportChoice, Exported, ExportSetting, WrittenSession } from './model';
import { blobOf } from './pieces';
import { type Snapshot, takeSnapshot, weightOf } from './redacted';

/** Looking through a session for its secrets takes about as long as writing it. */
const LEARNING = 0.45;

/** Frames that a report looks into; it counts all. */
const REPORT_FRAMES = { frames: 100_000, bytes: 64 * 1024 * 1024 };

const FORMATS: Readonly<Record<ExportChoice['format'], { ending: string; type: string }>> = {
  session: { ending: 'handshake.json.gz', type: 'application/gzip' },
  har: { ending: 'har', type: 'application/json' },
  html: { ending: 'report.html', type: 'text/html' },
  markdown: { ending: 'report.md', type: 'text/markdown' },
};

/**
 * Writes a session as a file: session file (docs/session-format.md), HAR or report, secrets replaced as chosen. Works
 * in slices and holds one piece at a time, so a million frames neither freeze the panel nor are there twice. Rejects
 * with the signal's reason.
 */
export async function writeExport(
  written: WrittenSession,
  choice: ExportChoice,
  setting: ExportSetting,
  work: Partial<Work> = {},
): Promise<Exported> {
  const running: Work = { pause: nextTurn, ...work };
  const { progress } = running;
  await running.pause();
  const snapshot = await takeSnapshot(written, choice, setting.key, {
    ...running,
    progress: (share) => progress?.(share * LEARNING),
  });
  const breath = createBreath(running);
  for (const _ of snapshot.redaction.prepare()) await breath();
  const total = snapshot.counts.observations + snapshot.counts.frames;
  let done = 0;
  const counted = function* (observations: Iterable<Observation>) {
    for (const one of observations) {
      done += weightOf(one);
      yield one;
    }
  };
  const share = () => LEARNING + (1 - LEARNING) * (total === 0 ? 1 : done / total);
  const { ending, type } = FORMATS[choice.format];
  const pieces = await piecesOf({ written, choice, setting, snapshot, counted, work: running, share });
  const blob = await blobOf(pieces, { ...running, type, packed: choice.format === 'session', share });
  const stamp = new Date(setting.now).toISOString().replace(/:/g, '-').slice(0, 19);
  return { blob, name: `${stamp}.${ending}`, level: choice.level, receipt: snapshot.redaction.receipt() };
}

interface Writing {
  written: WrittenSession;
  choice: ExportChoice;
  setting: ExportSetting;
  snapshot: Snapshot;
  counted: (observations: Iterable<Observation>) => Iterable<Observation>;
  work: Work;
  share: () => number;
}

async function piecesOf(writing: Writing): Promise<Iterable<string>> {
  switch (writing.choice.format) {
    case 'session':
      return sessionPieces(writing);
    case 'har':
      return harPieces(writing);
    default:
      return reportPieces(writing);
  }
}

function headerOf({ written, setting, snapshot }: Writing): Omit<SessionHeader, 'redaction'> {
  const { now, generator, browser } = setting;
  return {
    exportedAt: new Date(now).toISOString(),
    generator,
    browser,
    page: pageOf(written.session, snapshot),
    rules: rulesOf(written, snapshot),
    counts: snapshot.counts,
  };
}

function sessionPieces(writing: Writing): Iterable<string> {
  const { choice, snapshot, counted } = writing;
  const { level, kinds, fields } = choice;
  return writeSession(headerOf(writing), counted(snapshot.observations()), () =>
    level === 'none'
      ? undefined
      : {
          level,
          ...(level === 'chosen' && { kinds: kinds ?? [] }),
          ...(fields && fields.length > 0 && { fields }),
          receipt: snapshot.redaction.receipt(),
        },
  );
}

/** The fold of the redacted journal without its frames; they follow connection by connection. */
async function harPieces({
  written: { frames },
  setting,
  snapshot,
  counted,
}: Writing): Promise<Iterable<string>> {
  const fold = createSessionFold();
  fold.apply(snapshot.journal.map((seen) => snapshot.redaction.redact(seen)));
  const places = placesOf(snapshot.journal);
  const batches = function* (socket: Socket) {
    for (const batch of counted(batchesOf(frames, Array.from(frames.of(socket.id)), places))) {
      const redacted = snapshot.redaction.redact(batch);
      if (redacted.kind === 'socket-frames') yield redacted;
    }
  };
  return writeHar({ session: fold.session, batches }, setting);
}

async function reportPieces(writing: Writing): Promise<Iterable<string>> {
  const { snapshot, counted, choice, work, share } = writing;
  const { reportModel, reportHtml, reportMarkdown } = await import('../../report');
  const fold = createSessionFold(REPORT_FRAMES);
  const breath = createBreath(work);
  for (const seen of counted(snapshot.observations())) {
    fold.apply([seen]);
    await breath(share);
  }
  const model = await reportModel({
    header: headerOf(writing),
    session: fold.session,
    frames: fold.frames,
    level: choice.level,
    receipt: snapshot.redaction.receipt(),
  });
  return choice.format === 'html' ? reportHtml(model) : reportMarkdown(model);
}

/** Rules that say something; the standard ones are left out. */
function rulesOf({ rules }: WrittenSession, { redaction }: Snapshot): Rules | undefined {
  if (!rules) return undefined;
  const { profile, checks, watchouts = [] } = rules;
  return profile || Object.keys(checks).length > 0 || watchouts.length > 0
    ? { ...rules, ...(watchouts.length > 0 && { watchouts: watchouts.map(plainRule) }) }
    : undefined;

  /** What somebody typed may be a secret that was seen. */
  function plainRule(watchout: Watchout): Watchout {
    const { text, url } = watchout;
    return {
      ...watchout,
      ...(text !== undefined && { text: redaction.text(text, 'watch-out') }),
      ...(url !== undefined && { url: redaction.text(url, 'watch-out') }),
    };
  }
}

/** The page without query and fragment, where codes and tokens stand. */
function pageOf({ navigations }: Session, { redaction }: Snapshot): SessionHeader['page'] {
  const top = navigations.findLast(({ place }) => place.frameId === 0);
  if (!top || !URL.canParse(top.url)) return undefined;
  const { origin, protocol, pathname } = new URL(top.url);
  return { url: redaction.text((origin === 'null' ? protocol : origin) + pathname, 'page') };
}
