import { describe, expect, test } from 'vitest';
import { frameTime, TIME_WIDTH, timeColumnsFor } from '@/utils/panel/frame-times';
import { START } from './fixture';

describe('a frame’s times', () => {
  const facts = {
    at: START + 61_204.4,
    openedAt: START,
    previousAt: START + 61_120.4,
    selectedAt: START + 62_404.4,
  };

  test('are told on the clock, since open, from the row above and to the selected frame', () => {
    expect(frameTime('clock', facts)).toMatch(/^\d\d:\d\d:\d\d\.408$/);
    expect(frameTime('since-open', facts)).toBe('+1:01.204');
    expect(frameTime('delta', facts)).toBe('+84 ms');
    expect(frameTime('to-selected', facts)).toBe('−1.20 s');
    expect(frameTime('to-selected', { ...facts, selectedAt: facts.at })).toBe('+0.0 ms');
  });

  test('are a dash where there is nothing to tell them from', () => {
    expect(frameTime('delta', { ...facts, previousAt: undefined })).toBe('—');
    expect(frameTime('to-selected', { ...facts, selectedAt: undefined })).toBe('—');
  });

  test('give way from the end where there is no room, all but one', () => {
    const all = ['to-selected', 'delta', 'clock'];
    expect(timeColumnsFor(all, 1000)).toEqual(['clock', 'delta', 'to-selected']);
    expect(timeColumnsFor(all, TIME_WIDTH.clock + TIME_WIDTH.delta)).toEqual(['clock', 'delta']);
    expect(timeColumnsFor(all, 0)).toEqual(['clock']);
    expect(timeColumnsFor(['of an older version'], 1000)).toEqual(['since-open']);
  });
});
