import { locale, t } from '../../i18n';

/** How times and durations are written in the OAuth half. Milliseconds in, text out; no clock of its own. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span in milliseconds as people say it: `850 ms`, `4.2 s`, `4 min 12 s`, `1 h 5 min`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  if (ms < 0) return `−${formatDuration(-ms)}`;
  if (ms < 999.5) return t('time.span_ms', { ms: String(Math.round(ms)) });
  if (ms < 59_950) return t('time.span_s', { s: (ms / SECOND).toFixed(1) });
  const seconds = Math.round(ms / SECOND);
  if (ms < HOUR) return minutesText(Math.floor(seconds / 60), seconds % 60);
  const minutes = Math.round(ms / MINUTE);
  if (ms < DAY) return hoursText(Math.floor(minutes / 60), minutes % 60);
  const hours = Math.round(ms / HOUR);
  return daysText(Math.floor(hours / 24), hours % 24);
}

const minutesText = (min: number, s: number): string =>
  s ? t('time.span_min_s', { min, s }) : t('time.span_min', { min });

const hoursText = (h: number, min: number): string =>
  min ? t('time.span_h_min', { h, min }) : t('time.span_h', { h });

const daysText = (d: number, h: number): string =>
  h ? t('time.span_d_h', { d, h }) : t('time.span_d', { d });

/** Time left in milliseconds as a countdown that does not jump in width: `4:12`, `1:04:12`, `2 d 3 h`. */
export function formatCountdown(ms: number): string {
  const left = Math.max(0, Math.ceil(ms / SECOND));
  const days = Math.floor(left / 86_400);
  if (days) return daysText(days, Math.floor((left % 86_400) / 3600));
  const hours = Math.floor(left / 3600);
  const minutes = Math.floor((left % 3600) / 60);
  const seconds = String(left % 60).padStart(2, '0');
  return hours ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const cached = formatters.get(key);
  if (cached) return cached;
  const made = new Intl.DateTimeFormat(locale(), { hourCycle: 'h23', ...options });
  formatters.set(key, made);
  return made;
}

/** Time of day of an epoch time in milliseconds, to the millisecond; `zone` is an IANA name, else the user's. */
export function formatClock(at: number, zone?: string): string {
  if (!isDate(at)) return '–';
  return formatter(`clock ${zone}`, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZone: zone,
  }).format(at);
}

/** Date and time of day of an epoch time in milliseconds, for hints and claims. */
export function formatInstant(at: number, zone?: string): string {
  if (!isDate(at)) return '–';
  return formatter(`instant ${zone}`, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: zone,
  }).format(at);
}

/** Where an epoch time lies from `now`, both in milliseconds: `in 4 min 12 s`, `3.0 s ago`, `now`. */
export function formatDistance(at: number, now: number): string {
  const ahead = at - now;
  if (Math.abs(ahead) < 500) return t('time.now');
  const duration = formatDuration(Math.abs(ahead));
  return ahead > 0 ? t('time.ahead', { duration }) : t('time.ago', { duration });
}

// ECMA-262 §21.4.1.1: times beyond this are no dates, and Intl throws on them; pages may send any number.
function isDate(at: number): boolean {
  return Number.isFinite(at) && Math.abs(at) <= 8.64e15;
}
