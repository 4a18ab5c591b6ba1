import { isDocument, type Learned, type Qualification } from '../oauth/qualify';
import type { RequestStarted } from '../session/observations';

/** A sign-in that takes longer than this has been left (ms). */
const PATIENCE = 30 * 60_000;

/** Frames that can be in the middle of an authorization at once. */
const MOST = 200;

interface Interaction {
  origins: string[];
  since: number;
  /** It asks whether to sign out, and ends with the first step to elsewhere. */
  logout?: boolean;
}

export type InteractionState = [frame: string, interaction: Interaction][];

/**
 * Frames that have gone to an authorization server and not come back: the documents loaded from its origin
 * (sign-in, consent, second factor, "do you want to sign out?") are steps of the flow though nothing in their own bytes says so.
 */
export interface Interactions {
  /** Tells what a hop was. `continued`: an earlier hop of the same chain belongs to an authorization. */
  saw(hop: RequestStarted, kind: Qualification | undefined, continued: boolean): void;
  /** Whether a document request is a page of an authorization under way in its frame. */
  includes(hop: RequestStarted): boolean;
  state(): InteractionState;
  restore(state: InteractionState): void;
}

const frameKey = (hop: RequestStarted) => `${hop.place.tabId}:${hop.place.frameId}`;

/** Creates the memory of authorizations under way. `learned` tells which origins are clients'. */
export function createInteractions(learned: Learned): Interactions {
  const frames = new Map<string, Interaction>();

  function isClient(origin: string): boolean {
    return [...learned.redirectUris].some((uri) => uri.startsWith(`${origin}/`));
  }

  /** A chain that leaves the authorization server for an identity provider goes on; one that comes home has ended. */
  function follow(hop: RequestStarted): void {
    const interaction = frames.get(frameKey(hop));
    const origin = URL.parse(hop.url)?.origin;
    if (!interaction || !origin) return;
    if (!interaction.origins.includes(origin) && (interaction.logout || isClient(origin)))
      frames.delete(frameKey(hop));
    else visit(hop);
  }

  function visit(hop: RequestStarted, logout = frames.get(frameKey(hop))?.logout): void {
    const origin = URL.parse(hop.url)?.origin;
    if (!origin) return;
    const interaction = frames.get(frameKey(hop)) ?? { origins: [], since: hop.at };
    if (!interaction.origins.includes(origin)) interaction.origins.push(origin);
    frames.delete(frameKey(hop));
    const origins = interaction.origins.slice(-20);
    frames.set(frameKey(hop), { origins, since: hop.at, ...(logout && { logout }) });
    if (frames.size > MOST) frames.delete(frames.keys().next().value!);
  }

  return {
    saw(hop, kind, continued) {
      if (!isDocument(hop.type)) return;
      if (kind === 'authorization-response') frames.delete(frameKey(hop));
      else if (kind === 'authorization-request') visit(hop, false);
      else if (kind === 'authorization-interaction') visit(hop);
      // OIDC RP-Initiated Logout §2: the server asks first, and the answer's redirect is the way home.
      else if (kind === 'logout' && hop.type === 'main_frame') visit(hop, true);
      else if (continued) follow(hop);
    },
    includes(hop) {
      if (!isDocument(hop.type)) return false;
      const interaction = frames.get(frameKey(hop));
      if (!interaction) return false;
      if (hop.at - interaction.since > PATIENCE) {
        frames.delete(frameKey(hop));
        return false;
      }
      const origin = URL.parse(hop.url)?.origin;
      return origin !== undefined && interaction.origins.includes(origin);
    },
    state: () => [...frames],
    restore(state) {
      for (const [frame, interaction] of state) frames.set(frame, interaction);
    },
  };
}
