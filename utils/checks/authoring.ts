// Everything that a check is written with.
export { headerOf } from '../oauth/facts';
export type { CheckContext } from './context';
export { flowCheck, sessionCheck, socketCheck } from './define';
export type { Asked, FlowSubject } from './flow-subject';
export { parameterIn, valueIn } from './flow-subject';
export { isLoopback, isPlainText, maybeSameSite } from './hosts';
export type { Problem, Severity, Verdict } from './model';
export { cannotSee, graded, inferred, only, proved } from './problem';
export {
  atExchange,
  atParameter,
  atSocket,
  atStep,
  atTitle,
  quoteUrl,
  quoteValue,
  short,
} from './quote';
export { say } from './said';
export * from './specification';
export { estimatedBits } from './strength';
export { type Trait, vendorWith } from './vendors';
