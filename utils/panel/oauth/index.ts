export { decodeJwt, layoutSequence, partnersOf, toMermaid } from '../../oauth';
export { createSecondClock } from './clock';
export {
  type ComparisonView,
  comparisonView,
  flowName,
  flowOption,
  type StepRows,
  type StepSide,
} from './compare';
export type { FactRow } from './compare-facts';
export type { ComparedRow } from './compare-rows';
export { type Explanation, explainError, explainFailure } from './errors';
export { type BodyView, bodyView, type HttpView, requestView, responseView } from './http';
export { type ClaimRow, claimRows, headerRows } from './jwt';
export { expiryBasis, type Lifetime, lifetimeAt } from './lifetime';
export { splitSecrets, type TextPart } from './mask';
export { type LineStyle, type Message, type MessageGroup, messageGroups } from './messages';
export {
  carrierName,
  clientKind,
  confidenceName,
  joinSentence,
  placeName,
  recognisedSentence,
  roleName,
  stepKindName,
  tokenKindName,
} from './names';
export { type ParameterRow, parameterRows, secretsOf } from './parameters';
export { grantName, hostOf, serverName } from './parties';
export { type PkceView, pkceView } from './pkce';
export { type FlowRow, flowRow, flowText, type SocketChip, scopeWords, socketChips } from './rows';
export { sentence, unseenOf } from './said';
export { stepSentence } from './sentences';
export {
  type Arrow,
  drawSequence,
  ellipsize,
  type Lane,
  type SequenceDrawing,
  type StepBand,
} from './sequence';
export { failedStep, outcomeView, type StateShape, type StateView, stateView, type Tone } from './state';
export { type Summary, summaryOf } from './summary';
export { sequenceSvg } from './svg';
export { formatClock, formatCountdown, formatDistance, formatDuration, formatInstant } from './time';
export { type TokenNode, tokenTree } from './token-tree';
export { type TokenLink, type TokenView, tokensOf, tokenView, type UseRow } from './tokens';
