import type { Derivation, DeriveOAuth } from './fold';
import { attachSockets } from './links';
import { tellStories } from './stories';

/** Flows by `oauth`, tied to the connections that carried their tokens, and the stories of both. */
export const withTies = (oauth: DeriveOAuth): Derivation => ({
  oauth,
  tie: attachSockets,
  tell: tellStories,
});
