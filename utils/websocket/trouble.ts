/** Codes that end a connection as planned: RFC 6455 §7.4.1. 1005: a close frame without a code. */
const PLANNED: ReadonlySet<number> = new Set([1000, 1001, 1005]);

/** Private codes whose meaning is known by convention; the registry with their meanings is large, and loaded late. */
const CONVENTIONAL: ReadonlySet<number> = new Set([4400, 4401, 4403, 4404, 4406, 4408, 4409, 4429, 4500]);
const LIBRARIES: ReadonlySet<number> = new Set([3000, 3003, 3008]);

/** Whether a close tells of trouble. A private code without a known meaning (RFC 6455 §7.4.2) tells nothing. */
export function tellsOfTrouble(code: number): boolean {
  if (PLANNED.has(code)) return false;
  return code < 1016 || code > 4999 || CONVENTIONAL.has(code) || LIBRARIES.has(code);
}
