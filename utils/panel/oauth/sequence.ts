import type { Lifeline } from '../../oauth';
import type { Role } from '../../oauth/model';
import type { LineStyle, MessageGroup } from './messages';

/** A lifeline; lengths in CSS pixels. */
export interface Lane {
  role: Role;
  x: number;
  lines: readonly string[];
  detail: string;
  /** No message touches it: drawn faint. */
  idle: boolean;
}

export interface Arrow {
  x1: number;
  x2: number;
  y: number;
  line: LineStyle;
  failed: boolean;
  label: string;
  /** Method and path, where there is room. */
  detail: string;
  labelX: number;
  anchor: 'start' | 'middle' | 'end';
}

export interface StepBand {
  group: MessageGroup;
  y: number;
  height: number;
  arrows: readonly Arrow[];
}

export interface SequenceDrawing {
  width: number;
  height: number;
  headHeight: number;
  lanes: readonly Lane[];
  bands: readonly StepBand[];
}

const GUTTER = 30;
const MARGIN = 8;
const ROW = 32;
const PAD = 4;
/** Average advance of the panel's font at 11 px: labels are cut by it, for there is no text to measure here. */
const CHAR = 5.9;
/** The same for the bold titles. */
const BOLD = 6.6;
/** Between a label and its detail. */
const GAP = 7;

/** Hangul and its kin take nearly twice the room of a Latin letter. */
const unit = (character: string): number =>
  character >= '\u1100' && !/[\u2000-\u206f]/.test(character) ? 1.9 : 1;

/** How much room a text takes, in letters of the average. */
const length = (text: string): number => [...text].reduce((sum, character) => sum + unit(character), 0);

/** Text cut to a width in pixels with an ellipsis. */
export function ellipsize(text: string, width: number): string {
  const room = Math.max(3, Math.floor(width / CHAR));
  if (length(text) <= room) return text;
  let cut = '';
  let used = 1;
  for (const character of text) {
    used += unit(character);
    if (used > room) break;
    cut += character;
  }
  return `${cut}…`;
}

/** Longest part of a path that is shown whole. */
const PART = 18;

/** A method and path with its long parts shortened in the middle: where it goes stays to be read. */
export function shortenPath(text: string): string {
  return text.replace(/[^/?&=\s]+/g, (part) =>
    part.length > PART ? `${part.slice(0, 7)}…${part.slice(-4)}` : part,
  );
}

/** A title on one line where it fits, else on two of about the same length, broken between words. */
function wrap(title: string, width: number): string[] {
  if (length(title) * BOLD <= width) return [title];
  const words = title.split(' ');
  const breaks = words
    .slice(1)
    .map((_, index) => [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')]);
  const longest = (lines: readonly string[]) => Math.max(...lines.map(length));
  return breaks.reduce((best, lines) => (longest(lines) < longest(best) ? lines : best), [title]);
}

/** Places a flow's messages between its lifelines. Widths from 320 px up; narrower is drawn as 320. */
export function drawSequence(
  groups: readonly MessageGroup[],
  lifelines: readonly Lifeline[],
  width: number,
): SequenceDrawing {
  const whole = Math.max(320, width);
  const lane = (whole - GUTTER - MARGIN) / Math.max(1, lifelines.length);
  const wide = lane > 124;
  const lanes = lifelines.map(({ role, title, detail, idle }, index) => ({
    role,
    x: Math.round(GUTTER + lane * (index + 0.5)),
    lines: wrap(title, lane - 4),
    detail: ellipsize(detail ?? '', lane - 8),
    idle: idle ?? false,
  }));
  const xs = new Map(lanes.map(({ role, x }) => [role, x]));
  let y = 0;
  const bands = groups.map((group) => {
    const top = y;
    const arrows = group.messages.map((message, index) => {
      const x1 = xs.get(message.from) ?? GUTTER;
      const x2 = xs.get(message.to) ?? x1;
      const room = whole - GUTTER - 2 * MARGIN;
      const label = ellipsize(message.label, room);
      const left = room - length(label) * CHAR - GAP;
      const more = wide && left > 60 ? ellipsize(shortenPath(message.detail), left) : '';
      const taken = (length(label) + length(more)) * CHAR + (more ? GAP : 0);
      return {
        x1,
        x2,
        y: top + PAD + ROW * index + 22,
        line: message.line,
        failed: message.failed,
        label,
        detail: more,
        ...placeLabel(taken, (x1 + x2) / 2, whole),
      };
    });
    const height = 2 * PAD + ROW * arrows.length;
    y += height;
    return { group, y: top, height, arrows };
  });
  return {
    width: whole,
    height: y + 12,
    headHeight: lanes.some(({ lines }) => lines.length > 1) ? 52 : 40,
    lanes,
    bands,
  };
}

/** Over the middle of the arrow, but never past the edges. */
function placeLabel(taken: number, middle: number, width: number): Pick<Arrow, 'labelX' | 'anchor'> {
  if (middle - taken / 2 < GUTTER) return { labelX: GUTTER, anchor: 'start' };
  if (middle + taken / 2 > width - MARGIN) return { labelX: width - MARGIN, anchor: 'end' };
  return { labelX: middle, anchor: 'middle' };
}
