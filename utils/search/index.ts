export {
  asksFrames,
  combine,
  type Expression,
  leavesOf,
  NO_QUERY,
  type Query,
  type QueryError,
} from './expression';
export { matchesText } from './match-text';
export { parseQuery } from './parse';
export type { Subject } from './subject';
export { KEYS, STATES, type TermKey } from './terms';
