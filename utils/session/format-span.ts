import { t } from '../i18n';

/** A length of time for a sentence: "230 ms", "1.8 s", "3 min 20 s", "2 h 5 min". Takes milliseconds. */
export function formatSpan(ms: number): string {
  const length = Math.abs(ms);
  if (length < 999.5) return t('time.span_ms', { ms: `${Math.round(length)}` });
  if (length < 59_950) return t('time.span_s', { s: (length / 1000).toFixed(1).replace(/\.0$/, '') });
  const seconds = Math.round(length / 1000);
  if (seconds < 3600) {
    const [min, s] = [`${Math.floor(seconds / 60)}`, `${seconds % 60}`];
    return s === '0' ? t('time.span_min', { min }) : t('time.span_min_s', { min, s });
  }
  const minutes = Math.round(length / 60_000);
  const [h, min] = [`${Math.floor(minutes / 60)}`, `${minutes % 60}`];
  return min === '0' ? t('time.span_h', { h }) : t('time.span_h_min', { h, min });
}
