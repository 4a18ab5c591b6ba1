import type { Rules } from '../checks';
import { writeSession } from '../exchange';
import type { SessionHeader } from '../exchange/model';
import { type ReceiptLine, redactJournal } from '../redaction';
import { wholeJournal } from '../session';
import type { FrameStore } from '../session/frames';
import type { Session } from '../session/model';
import type { Observation } from '../session/observations';

export { browserOf } from './browser-of';

export interface WrittenSession {
  journal: readonly Observation[];
  frames: FrameStore;
  session: Session;
  /** By which it is judged. */
  rules?: Rules;
}

export interface SessionText {
  /** Pieces of the file, in order. */
  parts: readonly string[];
  name: string;
  /** What was redacted, where, and how often. */
  receipt: readonly ReceiptLine[];
}

export interface SessionFileOptions {
  /** Random bytes, new for each file. */
  key: Uint8Array;
  /** Epoch ms. */
  now: number;
  generator: SessionHeader['generator'];
  browser?: SessionHeader['browser'];
  /** Lets the panel breathe: awaited every few milliseconds of work. */
  pause: () => Promise<void>;
}

/** Milliseconds of writing between two pauses. */
const SLICE = 12;

/** Writes a session as a file (docs/session-format.md), credentials and personal data redacted. */
export async function sessionText(
  written: WrittenSession,
  options: SessionFileOptions,
): Promise<SessionText> {
  const { key, now, generator, browser, pause } = options;
  await pause();
  const redacted = redactJournal(() => wholeJournal(written), { key, level: 'default' });
  const exportedAt = new Date(now).toISOString();
  const header = { exportedAt, generator, browser, page: pageOf(written.session), rules: rulesOf(written) };
  const parts: string[] = [];
  let since = performance.now();
  const lines = writeSession(header, redacted.observations, () => ({
    level: 'default',
    receipt: redacted.receipt(),
  }));
  for (const line of lines) {
    parts.push(line);
    if (performance.now() - since < SLICE) continue;
    await pause();
    since = performance.now();
  }
  const name = `${exportedAt.replace(/:/g, '-').slice(0, 19)}.handshake.json`;
  return { parts, name, receipt: redacted.receipt() };
}

/** Rules that say something; the standard ones are left out. */
function rulesOf({ rules }: WrittenSession): Rules | undefined {
  return rules?.profile || Object.keys(rules?.checks ?? {}).length > 0 ? rules : undefined;
}

/** The page without query and fragment, where codes and tokens stand. */
function pageOf({ navigations }: Session): SessionHeader['page'] {
  const top = navigations.findLast(({ place }) => place.frameId === 0);
  if (!top || !URL.canParse(top.url)) return undefined;
  const { origin, protocol, pathname } = new URL(top.url);
  return { url: (origin === 'null' ? protocol : origin) + pathname };
}

/** A receipt summed by what was redacted, most first: `access_token 4 times`. */
export function receiptSums(
  receipt: readonly ReceiptLine[],
): { what: string; where: string[]; count: number }[] {
  const sums = new Map<string, { what: string; where: string[]; count: number }>();
  for (const { what, where, count } of receipt) {
    const sum = sums.get(what) ?? { what, where: [], count: 0 };
    sum.count += count;
    sum.where.push(where);
    sums.set(what, sum);
  }
  return [...sums.values()].sort((a, b) => b.count - a.count);
}
