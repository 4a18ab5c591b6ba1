import type { FirstMessage, Traffic } from '../websocket/model';
import { binaryFirstMessage } from './binary-first';

/** Of each direction, the messages in which credentials travel are among the first few. */
const FIRST_MESSAGES = 5;
const FIRST_MESSAGE_LENGTH = 16 * 1024;

/** What a socket's frames add up to, kept while they come in so that nobody has to walk them. */
export interface Tally {
  /** Grows with every frame counted. */
  version: number;
  /** Grows when the first messages changed. */
  firstVersion: number;
  sent: Traffic;
  received: Traffic;
  lastAt: number | undefined;
  firstSent: readonly FirstMessage[];
  firstReceived: readonly FirstMessage[];
}

export function createTally(): Tally {
  return {
    version: 0,
    firstVersion: 0,
    sent: { frames: 0, bytes: 0 },
    received: { frames: 0, bytes: 0 },
    lastAt: undefined,
    firstSent: [],
    firstReceived: [],
  };
}

/** Counts a frame in place: this runs for every frame of a flood, so nothing is copied. */
export function countFrame(tally: Tally, sent: boolean, size: number, at: number): void {
  const side = sent ? tally.sent : tally.received;
  side.frames++;
  side.bytes += size;
  if (tally.lastAt === undefined || at > tally.lastAt) tally.lastAt = at;
  tally.version++;
}

/** Whether a text message is among the first of its direction. */
export function isFirstText(tally: Tally, sent: boolean, seq: number): boolean {
  const first = sent ? tally.firstSent : tally.firstReceived;
  return first.length < FIRST_MESSAGES || first.at(-1)!.seq > seq;
}

/** Keeps a binary message that is among the first that were sent, where credentials may travel in it. */
export function noteBytes(tally: Tally, seq: number, at: number, bytes: Uint8Array): void {
  if (!isFirstText(tally, true, seq)) return;
  const text = binaryFirstMessage(bytes);
  if (text !== undefined) noteText(tally, true, seq, at, text);
}

/** Keeps a text message that is among the first of its direction. */
export function noteText(tally: Tally, sent: boolean, seq: number, at: number, text: string): void {
  const first = sent ? tally.firstSent : tally.firstReceived;
  const noted = [...first, { seq, at, text: ownText(text) }]
    .sort((a, b) => a.seq - b.seq)
    .slice(0, FIRST_MESSAGES);
  if (sent) tally.firstSent = noted;
  else tally.firstReceived = noted;
  tally.firstVersion++;
}

/** The beginning of a text, as a string of its own: a slice would hold the whole batch that it is of. */
function ownText(text: string): string {
  return JSON.parse(JSON.stringify(text.slice(0, FIRST_MESSAGE_LENGTH)));
}
