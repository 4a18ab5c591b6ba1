import { CHECKS, type Check, checkOf, type Profile, type Rules, type Severity } from '../../checks';
import { matchesText, type Query } from '../../search';
import { titleOf } from './check-words';

export type RuleSetting = Severity | 'off';

export interface RuleRow {
  id: string;
  title: string;
  /** The profile's own severity; absent where the profile does not have the rule. */
  standard?: Severity;
  /** Set by the team; absent: as the profile has it. */
  own?: RuleSetting;
}

function standardOf({ only, inProfile, severity }: Check, profile: Profile): Severity | undefined {
  if (only && !only.includes(profile)) return undefined;
  return inProfile?.[profile] ?? severity;
}

/** Every check with what is set for it, in the order of the registry; `query`'s words are looked for in its name. */
export function ruleRows({ profile = 'oauth2', checks }: Rules, query: Query): RuleRow[] {
  return CHECKS.filter((check) => matchesText(query, `${check.id} ${titleOf(check)}`)).map((check) => ({
    id: check.id,
    title: titleOf(check),
    standard: standardOf(check, profile),
    own: Object.hasOwn(checks, check.id) ? checks[check.id] : undefined,
  }));
}

/** The rules with one check set, or as the profile has it for `undefined`. */
export function withSetting(rules: Rules, id: string, setting: RuleSetting | undefined): Rules {
  const { [id]: _, ...others } = rules.checks;
  if (!checkOf(id) || setting === undefined) return { ...rules, checks: others };
  return { ...rules, checks: { ...others, [id]: setting } };
}

/** The rules held against a profile; what is set for single checks stays. */
export function withProfile(rules: Rules, profile: Profile): Rules {
  return { ...rules, profile };
}
