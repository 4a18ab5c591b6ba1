import type { MessageKey } from '../i18n';
import type { TimeColumn } from './frame-times';

export type FrameText = Extract<MessageKey, `frames.${string}`>;

/** Headings of the columns of times. */
export const TIME_LABEL: Readonly<Record<TimeColumn, FrameText>> = {
  clock: 'frames.timeClock',
  'since-open': 'frames.timeSinceOpen',
  delta: 'frames.timeDelta',
  'to-selected': 'frames.timeToSelected',
};

/** What each column of times tells, where one chooses them. */
export const TIME_MEANING: Readonly<Record<TimeColumn, FrameText>> = {
  clock: 'frames.timeClockMeaning',
  'since-open': 'frames.timeSinceOpenMeaning',
  delta: 'frames.timeDeltaMeaning',
  'to-selected': 'frames.timeToSelectedMeaning',
};
