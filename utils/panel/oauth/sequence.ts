import type { Role } from '../../oauth/model';
import type { LineStyle, MessageGroup } from './messages';

/** A lifeline; lengths in CSS pixels. */
export interface Lane {
  role: Role;
  x: number;
  lines: readonly string[];
  detail: string;
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

export const ROLES: readonly Role[] = ['resource-owner', 'client', 'authorization-server', 'resource-server'];

const TITLES: Record<Role, readonly [wide: readonly string[], narrow: readonly string[]]> = {
  'resource-owner': [['Browser and user'], ['Browser', 'and user']],
  client: [['Client application'], ['Client', 'application']],
  'authorization-server': [['Authorization server'], ['Authorization', 'server']],
  'resource-server': [['Resource server'], ['Resource', 'server']],
};

const GUTTER = 30;
const MARGIN = 8;
const ROW = 32;
const PAD = 4;
/** Average advance of the panel's font at 11 px: labels are cut by it, for there is no text to measure here. */
const CHAR = 5.9;
/** Between a label and its detail. */
const GAP = 7;

/** Text cut to a width in pixels with an ellipsis. */
export function ellipsize(text: string, width: number): string {
  const room = Math.max(3, Math.floor(width / CHAR));
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}

/**
 * Places a flow's messages between its four lifelines. Widths from 320 px up; narrower is drawn as 320.
 * `detail` gives the line under a role's name.
 */
export function drawSequence(
  groups: readonly MessageGroup[],
  width: number,
  detail: (role: Role) => string,
): SequenceDrawing {
  const whole = Math.max(320, width);
  const lane = (whole - GUTTER - MARGIN) / ROLES.length;
  const wide = lane > 124;
  const xs = new Map(ROLES.map((role, index) => [role, Math.round(GUTTER + lane * (index + 0.5))]));
  const lanes = ROLES.map((role) => ({
    role,
    x: xs.get(role)!,
    lines: TITLES[role][wide ? 0 : 1],
    detail: ellipsize(detail(role), lane - 8),
  }));
  let y = 0;
  const bands = groups.map((group) => {
    const top = y;
    const arrows = group.messages.map((message, index) => {
      const x1 = xs.get(message.from) ?? xs.get('client')!;
      const x2 = xs.get(message.to) ?? x1;
      const room = whole - GUTTER - 2 * MARGIN;
      const label = ellipsize(message.label, room);
      const left = room - label.length * CHAR - GAP;
      const more = wide && left > 60 ? ellipsize(message.detail, left) : '';
      const length = (label.length + more.length) * CHAR + (more ? GAP : 0);
      return {
        x1,
        x2,
        y: top + PAD + ROW * index + 22,
        line: message.line,
        failed: message.failed,
        label,
        detail: more,
        ...placeLabel(length, (x1 + x2) / 2, whole),
      };
    });
    const height = 2 * PAD + ROW * arrows.length;
    y += height;
    return { group, y: top, height, arrows };
  });
  return { width: whole, height: y + 12, headHeight: wide ? 40 : 52, lanes, bands };
}

/** Over the middle of the arrow, but never past the edges. */
function placeLabel(length: number, middle: number, width: number): Pick<Arrow, 'labelX' | 'anchor'> {
  if (middle - length / 2 < GUTTER) return { labelX: GUTTER, anchor: 'start' };
  if (middle + length / 2 > width - MARGIN) return { labelX: width - MARGIN, anchor: 'end' };
  return { labelX: middle, anchor: 'middle' };
}
