import { describe, expect, test } from 'vitest';
import { createVolatileMemory } from '@/utils/panel';
import { axisTicks } from '@/utils/panel/axis';
import { createTimeSpans, overlaps, panned, zoomed } from '@/utils/panel/time-span';
import { createLanes } from '@/utils/panel/timeline';
import { session } from './fixture';

const whole = { from: 1_000, to: 2_000 };

describe('the timeline’s span', () => {
  test('zooms around a point, which stays where it is', () => {
    expect(zoomed(whole, 0.5, 1_250, whole)).toEqual({ from: 1_125, to: 1_625 });
  });

  test('zoomed out as far as it goes is everything again, and follows', () => {
    expect(zoomed({ from: 1_100, to: 1_700 }, 2, 1_400, whole)).toBeUndefined();
  });

  test('is never shorter than a millisecond', () => {
    const { from, to } = zoomed(whole, 1e-9, 1_500, whole)!;
    expect(to - from).toBeCloseTo(1);
  });

  test('pans within what there is', () => {
    expect(panned({ from: 1_100, to: 1_300 }, 0.5, whole)).toEqual({ from: 1_200, to: 1_400 });
    expect(panned({ from: 1_100, to: 1_300 }, -5, whole)).toEqual({ from: 1_000, to: 1_200 });
    expect(panned({ from: 1_700, to: 1_900 }, 5, whole)).toEqual({ from: 1_800, to: 2_000 });
  });

  test('holds what was there at any time of it, and what goes on', () => {
    const span = { from: 10, to: 20 };
    expect([overlaps(span, 0, 10), overlaps(span, 20, 30), overlaps(span, 5, undefined)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([overlaps(span, 0, 9), overlaps(span, 21, undefined)]).toEqual([false, false]);
  });

  test('is let go at once with what it narrowed', () => {
    const spans = createTimeSpans(createVolatileMemory());
    spans.setZoom(whole);
    spans.setBrush(whole);
    spans.reset();
    expect([spans.zoom.value, spans.brush.value]).toEqual([undefined, undefined]);
  });

  test('that reaches to the present goes on with it; one in the past stays', () => {
    const spans = createTimeSpans(createVolatileMemory());
    spans.setZoom({ from: 1_500, to: 2_000 }, whole);
    expect(spans.inView({ from: 1_000, to: 2_600 })).toEqual({ from: 2_100, to: 2_600 });
    spans.setZoom({ from: 1_200, to: 1_400 }, whole);
    expect(spans.inView({ from: 1_000, to: 2_600 })).toMatchObject({ from: 1_200, to: 1_400 });
    spans.setZoom(undefined, whole);
    expect(spans.inView(whole)).toBe(whole);
  });

  test('outlives the panel’s reload, as the brush does', () => {
    const memory = createVolatileMemory();
    createTimeSpans(memory).setZoom({ from: 1_200, to: 1_400 }, whole);
    createTimeSpans(memory).setBrush({ from: 1_250, to: 1_300 });
    const again = createTimeSpans(memory);
    expect([again.zoom.value?.from, again.brush.value?.to]).toEqual([1_200, 1_300]);
  });
});

test('ticks keep counting from the session’s start when the axis is zoomed', () => {
  const ticks = axisTicks({ from: 2_150, to: 3_150 }, 400, 72, 1_000);
  expect(ticks.map(({ at, label }) => [at, label])).toEqual([
    [2_200, '1.2 s'],
    [2_400, '1.4 s'],
    [2_600, '1.6 s'],
    [2_800, '1.8 s'],
    [3_000, '2 s'],
  ]);
});

test('lanes of what did not change stay the same objects', () => {
  const lanes = createLanes();
  const before = lanes(session);
  const [first, ...others] = session.sockets;
  const after = lanes({ ...session, sockets: [{ ...first! }, ...others] });
  const changed = after.filter((lane, at) => lane !== before[at]).map(({ id }) => id);
  expect(changed).toEqual([first!.id]);
});

test('a flow’s lane has a band for each token whose life is known', () => {
  const bands = createLanes()(session).flatMap((lane) => lane.bands);
  expect(bands.length).toBeGreaterThan(0);
  for (const { from, to } of bands) expect(to ?? from + 1).toBeGreaterThan(from);
});
