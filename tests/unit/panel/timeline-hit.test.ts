import { describe, expect, test } from 'vitest';
import { describeHit, hitAt, layoutLanes, timelineLanes } from '@/utils/panel/timeline';
import { START, session } from './fixture';

const lanes = timelineLanes(session);
const layout = layoutLanes(lanes);
const end = START + 60_000;
/** A tenth of a second to a pixel. */
const place = {
  lanes,
  layout,
  end,
  x: (at: number) => (at - START) / 100,
  timeAt: (px: number) => START + px * 100,
};
const at = (label: string) => lanes.findIndex((lane) => lane.label === label);
const describeAt = (label: string, px: number, y = layout.middle(at(label))) => {
  const hit = hitAt(place, px, y)!;
  const frames = { sent: 2, received: 1_500, during: 100 };
  return describeHit(hit, { lane: lanes[hit.lane]!, from: START, now: end, frames });
};

describe('where lanes stand', () => {
  test('a lane with tokens is higher', () => {
    const heights = lanes.map((_, i) => layout.tops[i + 1]! - layout.tops[i]!);
    expect(heights[at('F1')]).toBeGreaterThan(heights[at('#1')]!);
    expect(heights[at('#1')]).toBeGreaterThan(heights[at('#2')]!);
    expect(layout.height).toBe(heights.reduce((a, b) => a + b));
  });

  test('each height belongs to one lane', () => {
    for (let y = 0; y < layout.height; y++) {
      const lane = layout.laneAt(y);
      expect(y).toBeGreaterThanOrEqual(layout.tops[lane]!);
      expect(y).toBeLessThan(layout.tops[lane + 1]!);
    }
  });

  test('only what is in view is drawn, of however many', () => {
    const many = layoutLanes(Array.from({ length: 1_100 }, () => ({ tracks: 1 })));
    const { first, last } = many.window(10_000, 140);
    expect(last - first).toBeGreaterThan(4);
    expect(last - first).toBeLessThan(10);
    expect(many.tops[first]).toBeLessThanOrEqual(10_000);
    expect(layoutLanes([]).window(0, 100)).toEqual({ first: 0, last: 0 });
  });

  test('brings a lane into view as little as it must', () => {
    const many = layoutLanes(Array.from({ length: 100 }, () => ({ tracks: 0 })));
    expect(many.reveal(3, 0, 200)).toBe(0);
    expect(many.reveal(50, 0, 200)).toBe(many.tops[51]! - 200);
    expect(many.reveal(2, 500, 200)).toBe(many.tops[2]);
  });
});

describe('under the pointer', () => {
  test('a mark goes before the bar beneath it', () => {
    expect(hitAt(place, 325, layout.middle(at('#1')))?.mark?.shape).toBe('expiry');
    expect(hitAt(place, 200, layout.middle(at('#1')))?.mark).toBeUndefined();
    expect(hitAt(place, 200, layout.middle(at('#1')))?.segment?.kind).toBe('open');
  });

  test('a token’s life is found on its track', () => {
    const y = layout.trackTop(at('F1'), 0) + 2;
    expect(hitAt(place, 100, y)?.band?.tokenId).toBe('t-acc1');
    expect(hitAt(place, 400, y)?.band?.tokenId).toBe('t-acc2');
    expect(hitAt(place, 400, layout.trackTop(at('F1'), 1) + 2)?.band?.tokenId).toBe('t-ref1');
  });

  test('is nothing beyond the last lane', () => {
    expect(hitAt(place, 10, layout.height + 1)).toBeUndefined();
  });

  test('says exact values', () => {
    expect(describeAt('#1', 200)).toMatchObject({
      title: expect.stringMatching(/^#1 feed\.example\.com/),
      lines: [
        ['State', 'closed'],
        ['Open since', expect.stringContaining('+3.0')],
        ['Lasts', expect.stringContaining(' s')],
        ['Frames in 100 ms', '↑ 2 ↓ 1,500'],
      ],
    });
    expect(describeAt('#1', 325)).toMatchObject({ title: '#1 access token expires' });
    expect(describeAt('F1', 100, layout.trackTop(at('F1'), 0) + 2).lines.map(([name]) => name)).toEqual([
      'Issued',
      'Expires',
      'Lasts',
    ]);
  });
});
