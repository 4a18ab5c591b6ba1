import { type Said, say } from '../../checks/said';
import type { Exchange } from '../../session/exchanges';
import { answeredAt, headerOf } from '../facts';

/** OpenID conformance suite: what clocks may differ by. */
export const CLOCK_SKEW_MS = 5 * 60_000;

/** When an answer came, by this machine's clock and, where its Date header tells, by the server's. Milliseconds. */
export interface Moment {
  local: number;
  server?: number;
}

/** The two clocks at an exchange's answer (RFC 9110 §6.6.1). */
export function momentOf(exchange: Exchange): Moment {
  const date = Date.parse(headerOf(exchange.responseHeaders, 'date') ?? '');
  const local = answeredAt(exchange);
  return Number.isNaN(date) ? { local } : { local, server: date };
}

/** What a time in a token is, held against both clocks. */
export type Timing =
  | { state: 'fine' }
  /** Right by the server's clock only: this machine's is off by so many milliseconds. */
  | { state: 'local-clock-off'; by: number }
  /** Wrong by the server's clock, or by the only one there is. */
  | { state: 'wrong'; by: number; judgedBy: 'server' | 'local' };

function timing(off: (now: number) => number, { local, server }: Moment): Timing {
  const [byLocal, byServer] = [off(local), server === undefined ? undefined : off(server)];
  if (byServer === undefined) {
    return byLocal > CLOCK_SKEW_MS ? { state: 'wrong', by: byLocal, judgedBy: 'local' } : { state: 'fine' };
  }
  if (byServer > CLOCK_SKEW_MS) return { state: 'wrong', by: byServer, judgedBy: 'server' };
  return byLocal > CLOCK_SKEW_MS
    ? { state: 'local-clock-off', by: Math.abs(local - server!) }
    : { state: 'fine' };
}

/** Whether a time that must have come (iat, nbf, auth_time; milliseconds) lies ahead. */
export function mustHaveCome(time: number, moment: Moment): Timing {
  return timing((now) => time - now, moment);
}

/** Whether a time that must not have come (exp; milliseconds) lies behind. */
export function mustBeAhead(time: number, moment: Moment): Timing {
  return timing((now) => now - time, moment);
}

/** A length of time in words. */
export function lengthText(milliseconds: number): Said {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return say`${seconds} s`;
  if (seconds < 7_200) return say`${Math.round(seconds / 60)} min`;
  return seconds < 172_800
    ? say`${Math.round(seconds / 3_600)} h`
    : say`${Math.round(seconds / 86_400)} days`;
}
