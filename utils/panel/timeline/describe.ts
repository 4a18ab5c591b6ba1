import { type MessageKey, t } from '../../i18n';
import { formatClock, formatCount, formatDuration, formatSince } from '../format';
import type { Hit } from './hit';
import type { Lane, Segment } from './model';
import { tokenWord } from './words';

/** What a hover says: exact values, a line each. */
export interface HitView {
  title: string;
  lines: readonly (readonly [name: string, value: string])[];
}

interface Around {
  lane: Lane;
  /** Start of the timeline, and the present, epoch ms. */
  from: number;
  now: number;
  /** Frames in the column under the pointer, and how long that column lasts in ms. */
  frames?: { sent: number; received: number; during: number };
}

const SEGMENTS: Record<Segment['kind'], MessageKey> = {
  connecting: 'timeline.connecting',
  open: 'timeline.open',
  closing: 'timeline.closing',
  flow: 'timeline.flow',
};

/** Words for what is under the pointer. */
export function describeHit(hit: Hit, { lane, from, now, frames }: Around): HitView {
  const when = (at: number): string => `${formatClock(at)} · ${formatSince(at - from)}`;
  if (hit.mark) {
    return {
      title: `${lane.label} ${hit.mark.title}`,
      lines: [[t('timeline.at'), when(hit.mark.at)]],
    };
  }
  if (hit.band) {
    const { kind, from: start, to, end } = hit.band;
    return {
      title: `${lane.label} ${tokenWord(kind)}`,
      lines: [
        [t(lane.kind === 'flow' ? 'timeline.issued' : 'timeline.since'), when(start)],
        ...(to === undefined
          ? [[t('timeline.ends'), t('timeline.unknown')] as const]
          : [
              [t(end === 'expiry' ? 'timeline.expiry' : 'timeline.ends'), when(to)] as const,
              [t('timeline.lasts'), formatDuration(to - start)] as const,
              ...(to > now ? [[t('timeline.left'), formatDuration(to - now)] as const] : []),
            ]),
      ],
    };
  }
  const { segment } = hit;
  return {
    title: `${lane.label} ${lane.name}`,
    lines: [
      [t('timeline.state'), lane.state],
      ...(segment
        ? ([
            [t(SEGMENTS[segment.kind]), when(segment.from)],
            [t('timeline.lasts'), formatDuration((segment.to ?? Math.max(now, segment.from)) - segment.from)],
          ] as const)
        : []),
      ...(frames && frames.sent + frames.received > 0
        ? ([
            [
              t('timeline.framesHere', { during: formatDuration(frames.during) }),
              `↑ ${formatCount(frames.sent)} ↓ ${formatCount(frames.received)}`,
            ],
          ] as const)
        : []),
    ],
  };
}
