import { isObject, type JsonObject } from '../oauth/encoding';

/** The members of a session file outside its observations. */
type Members = JsonObject;

/** From each version of the format to the next (docs/session-format.md tells what changed). */
const STEPS: Readonly<Record<number, (members: Members) => Members>> = {
  1: (members) => {
    const { redaction } = members;
    // Version 1 called the strictest level "all".
    return isObject(redaction) && redaction.level === 'all'
      ? { ...members, redaction: { ...redaction, level: 'everything' } }
      : members;
  },
};

/** The members as the newest version writes them. */
export function migrate(members: Members, from: number, to: number): Members {
  let migrated = members;
  for (let version = from; version < to; version++) migrated = STEPS[version]?.(migrated) ?? migrated;
  return migrated;
}
