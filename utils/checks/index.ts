export { documentChecks } from './document';
export type {
  Check,
  CheckOptions,
  CheckReport,
  Evidence,
  Finding,
  Passed,
  Profile,
  Rules,
  Severity,
  SpecificationReference,
} from './model';
export { CHECKS, checkOf } from './registry';
export { type ReadRules, readRules, writeRules } from './rules';
export { evaluateChecks, SEVERITIES } from './run';
export type { Said } from './said';
export { citation } from './specification';
export { countsOf, type FindingCounts, findingMarkdown, findingsAt } from './view';
