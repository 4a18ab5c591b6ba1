import type { Observation } from '../session/observations';
import { isTopNavigation } from '../session/top-navigation';
import type { HarSocketEntry } from './har-sockets';

/** What a listing costs the page that takes it (µs): 50,000 messages of 200 B, or 1,500 of 64 KB, took 100 to 200 ms. */
const EACH_MESSAGE = 1.5;
const EACH_BYTE = 0.002;
const HEAVY = 100_000;

/** What DevTools would list now: every message of every connection since the page was loaded. */
export interface ListingWeight {
  /** `anew`: the journal is told from its beginning. */
  heard(observations: readonly Observation[], anew: boolean): void;
  listed(entries: readonly HarSocketEntry[]): void;
  readonly messages: number;
  /** It would hold up whoever takes it. */
  readonly heavy: boolean;
}

interface Load {
  messages: number;
  bytes: number;
}

const costOf = ({ messages, bytes }: Load) => messages * EACH_MESSAGE + bytes * EACH_BYTE;

function loadOf(observations: readonly Observation[]): Load {
  const load = { messages: 0, bytes: 0 };
  for (const observation of observations) {
    if (observation.kind !== 'socket-frames') continue;
    load.messages += observation.sizes.length;
    for (let at = 0; at < observation.sizes.length; at++) load.bytes += observation.sizes[at]!;
  }
  return load;
}

const NOTHING: Load = { messages: 0, bytes: 0 };

/**
 * Counts along with what the hook reports of a tab; a listing may have more, and is ahead of the hook's batches, so the
 * greater of the two counts.
 */
export function createListingWeight(tabId: number): ListingWeight {
  let heard = NOTHING;
  let listed = NOTHING;
  /** The page was left, and what DevTools made of it is not known yet. */
  let left = false;
  /** DevTools is set to keep its log: a page that is left takes nothing along. */
  let kept = false;
  const greater = () => (costOf(heard) > costOf(listed) ? heard : listed);

  return {
    heard(observations, anew) {
      const from = observations.findLastIndex((one) => isTopNavigation(one, tabId)) + 1;
      const more = loadOf(observations.slice(from));
      if (anew) {
        // Told from the beginning because it was cleared, or because a panel has started: DevTools has no less for it.
        if (costOf(more) > costOf(heard)) heard = more;
        return;
      }
      if (from > 0) {
        left = true;
        if (!kept) heard = listed = NOTHING;
      }
      heard = { messages: heard.messages + more.messages, bytes: heard.bytes + more.bytes };
    },
    listed(entries) {
      const all = { messages: 0, bytes: 0 };
      for (const { _webSocketMessages: messages = [] } of entries) {
        all.messages += messages.length;
        for (const { data } of messages) all.bytes += data.length;
      }
      const { messages: known } = greater();
      if (left) kept = kept ? all.messages > known / 2 : all.messages > known * 2 + 1_000;
      left = false;
      listed = all;
      // Cleared there, or left: there is less than was heard.
      if (all.messages < heard.messages / 2) heard = all;
    },
    get messages() {
      return greater().messages;
    },
    get heavy() {
      return costOf(greater()) > HEAVY;
    },
  };
}
