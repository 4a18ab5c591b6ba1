import { locale, t } from '../i18n';

const UNITS = ['B', 'kB', 'MB', 'GB'];

/** Bytes as people read them: `0 B`, `812 B`, `1.4 kB`, `12 MB`; 1 kB is 1024 B as in DevTools. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

let grouped: { locale: string; format: Intl.NumberFormat } | undefined;

/** `12,345` */
export function formatCount(count: number): string {
  const now = locale();
  if (grouped?.locale !== now) grouped = { locale: now, format: new Intl.NumberFormat(now) };
  return grouped.format.format(count);
}

/** A length of time in ms: `0.4 ms`, `84 ms`, `1.84 s`, `2 min 03 s`, `1 h 02 min`. */
export function formatDuration(ms: number): string {
  if (ms < 0) return `−${formatDuration(-ms)}`;
  if (ms < 9.95) return t('time.span_ms', { ms: ms.toFixed(1) });
  if (ms < 999.5) return t('time.span_ms', { ms: `${Math.round(ms)}` });
  if (ms < 9_995) return t('time.span_s', { s: (ms / 1000).toFixed(2) });
  if (ms < 59_950) return t('time.span_s', { s: (ms / 1000).toFixed(1) });
  const seconds = Math.round(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 3600) {
    return t('time.span_min_s', { min: `${Math.floor(seconds / 60)}`, s: two(seconds % 60) });
  }
  const [h, min] = [`${Math.floor(seconds / 3600)}`, two(Math.floor(seconds / 60) % 60)];
  return t('time.span_h_min', { h, min });
}

/** A time of day with milliseconds, in the viewer's zone: `14:04:31.207`. */
export function formatClock(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const ms = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`;
}

/** Time since a start, to the millisecond: `+1.204 s`, `+3:04.120`. */
export function formatSince(ms: number): string {
  const sign = ms < 0 ? '−' : '+';
  const whole = Math.round(Math.abs(ms));
  if (whole < 60_000) return sign + t('time.span_s', { s: (whole / 1000).toFixed(3) });
  const minutes = Math.floor(whole / 60_000);
  return `${sign}${minutes}:${((whole % 60_000) / 1000).toFixed(3).padStart(6, '0')}`;
}

/** A count with its word: `1 frame`, `2 frames`. */
export const formatPlural = (count: number, word: string): string =>
  `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`;
