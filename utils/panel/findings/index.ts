export { createFindings } from './findings';
export { createIdleTurns, type Turns } from './idle';
export type { Evaluation, Evaluator, FetchDocument, FindingsModel, RulesModel } from './model';
export { createRules } from './rules';
export { countsText, gravest, NOTHING, severityMeaning, severityWord, sumsOf, wrongIn } from './words';
