import { OAUTH_CHECKS } from '../oauth/checks';
import { WEBSOCKET_CHECKS } from '../websocket/checks';
import type { Check } from './model';

/** Every check there is. */
export const CHECKS: readonly Check[] = [...OAUTH_CHECKS, ...WEBSOCKET_CHECKS];

const byId = new Map(CHECKS.map((check) => [check.id, check]));

/** A check by its id. */
export function checkOf(id: string): Check | undefined {
  return byId.get(id);
}
