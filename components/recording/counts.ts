import { locale, t } from '@/utils/i18n';
import { formatBytes } from '@/utils/panel/format';
import type { RecordingInfo, StopReason } from '@/utils/recording/model';

/** What a recording holds, in words: `2 connections · 12,345 frames · 41 requests`. */
export function holdsOf({ counts }: RecordingInfo): string {
  const { sockets, frames, requests, marks } = counts;
  return [
    t('recording.connections', { count: sockets }),
    t('recording.frames', { count: frames }),
    t('recording.requests', { count: requests }),
    ...(marks > 0 ? [t('recording.markCount', { count: marks })] : []),
  ].join(' · ');
}

/** `0:42`, `12:03`, `1:02:03` */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

const WHY = {
  user: 'recording.whyUser',
  quiet: 'recording.whyQuiet',
  size: 'recording.whySize',
  storage: 'recording.whyStorage',
  'tab-closed': 'recording.whyTab',
  'browser-ended': 'recording.whyBrowser',
} as const satisfies Record<StopReason, string>;

/** How it ended. */
export const stateOf = ({ state }: RecordingInfo): string =>
  state.phase === 'recording' ? t('recording.underWay') : t(WHY[state.why]);

/** When it ended, or until when it is stored. Epoch ms. */
export const endOf = ({ state, until }: RecordingInfo): number =>
  state.phase === 'stopped' ? state.at : until;

export const sizeOf = ({ size }: RecordingInfo): string => formatBytes(size);

export const nameOf = ({ name }: RecordingInfo): string => name || t('recording.untitled');

/** `Nov 26, 14:03` in the language of the texts. */
export const whenOf = (at: number): string =>
  new Date(at).toLocaleString(locale(), {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
