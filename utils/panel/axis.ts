/** Steps that people count in, in ms. */
const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 10e3, 15e3, 30e3, 60e3, 120e3, 300e3, 600e3, 900e3,
  1800e3, 3600e3, 7200e3, 21600e3, 43200e3, 86400e3,
];

export interface AxisTick {
  at: number;
  label: string;
}

/** A time since the start, as short as its step allows: `0`, `250 ms`, `1.5 s`, `2:30`, `1:02:00`. */
export function axisLabel(ms: number): string {
  if (ms === 0) return '0';
  if (ms < 1000) return `${ms} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${Number(seconds.toFixed(3))} s`;
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = two(Math.floor(seconds % 60));
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** Ticks of the span from `from` to `to` (ms), at least `gap` px apart on `width` px, counted from `zero`. */
export function axisTicks(
  { from, to }: { from: number; to: number },
  width: number,
  gap = 72,
  zero = from,
): AxisTick[] {
  if (!(to > from) || width <= 0) return [];
  const wanted = ((to - from) / width) * gap;
  const last = STEPS.at(-1)!;
  const step = STEPS.find((candidate) => candidate >= wanted) ?? Math.ceil(wanted / last) * last;
  const ticks: AxisTick[] = [];
  const first = Math.ceil((from - zero) / step) * step;
  for (let since = first; zero + since <= to; since += step) {
    ticks.push({ at: zero + since, label: axisLabel(Math.max(0, since)) });
  }
  return ticks;
}
