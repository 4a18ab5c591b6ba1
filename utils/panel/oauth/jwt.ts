import { t } from '../../i18n';
import { describeParameter } from '../../oauth';
import { formatDistance, formatInstant } from './time';

export interface ClaimRow {
  name: string;
  /** JSON for what is not a string or number. */
  value: string;
  /** The value read as a time: "23 Nov 2026, 14:05:09, in 4 min 12 s". */
  time?: string;
  explanation?: string;
  specification?: string;
}

/** NumericDate claims, RFC 7519 §2: seconds since the epoch. */
const TIMES = new Set(['exp', 'nbf', 'iat', 'auth_time', 'updated_at']);

/** Claims as rows, the standard ones explained and times read; `now` in ms since the epoch. */
export function claimRows(claims: Readonly<Record<string, unknown>>, now: number): ClaimRow[] {
  return Object.entries(claims)
    .slice(0, 200)
    .map(([name, value]) => ({
      name,
      value: claimText(value),
      time: TIMES.has(name) && typeof value === 'number' ? timeText(value * 1000, now) : undefined,
      ...explained(name),
    }));
}

/** JOSE header members as rows, explained. */
export function headerRows(header: Readonly<Record<string, unknown>>): ClaimRow[] {
  return Object.entries(header)
    .slice(0, 50)
    .map(([name, value]) => ({
      name,
      value: claimText(value),
      ...explained(name),
    }));
}

const timeText = (at: number, now: number): string =>
  t('parameters.claim_time', { instant: formatInstant(at), distance: formatDistance(at, now) });

function claimText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 2000 ? `${text.slice(0, 2000)}…` : text;
}

function explained(name: string): Pick<ClaimRow, 'explanation' | 'specification'> {
  const { text, spec } = describeParameter(name, '', { place: 'claim' });
  return spec ? { explanation: text, specification: spec } : {};
}
