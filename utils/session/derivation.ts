import { deriveOAuth } from '../oauth/derive';
import { withTies } from './ties';

/** Everything that is found in a session's parts. A module of its own: a panel loads it after its first view. */
export const DERIVATION = withTies(deriveOAuth);
