export {
  type ComparedParameter,
  type ComparedStep,
  compareFlows,
  type FlowComparison,
  type ParameterMark,
  partnersOf,
} from './compare';
export { deriveOAuth, type OAuthInput } from './derive';
export { jwkThumbprint, redactedForm, s256, secretId } from './digest';
export { type DecodedJwt, decodeJwt } from './jwt';
export type * from './model';
export {
  describeError,
  describeParameter,
  type ParameterContext,
  type ParameterDescription,
} from './parameters/describe';
export { type ErrorEntry, translated } from './parameters/errors';
export { durationText, scopeWords } from './parameters/here';
export { type Learned, learnEndpoints, type Recognition, recognise } from './recognise';
export { isSecretParameter, maskSecret } from './secrets';
export {
  type Lifeline,
  layoutSequence,
  type MessageKind,
  type Sequence,
  type SequenceMessage,
} from './sequence/layout';
export { toMermaid } from './sequence/mermaid';
