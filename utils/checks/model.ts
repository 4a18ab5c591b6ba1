import type { Confidence, Step, Token } from '../oauth/model';
import type { Proofs } from '../oauth/proofs';
import type { FrameStore } from '../session/frames';
import type { Session } from '../session/model';
import type { SocketId } from '../session/observations';
import type { Watchout } from '../watchouts/model';
import type { Socket } from '../websocket/model';
import type { CheckContext } from './context';
import type { FlowSubject } from './flow-subject';
import type { Said } from './said';
import type { SocketSubject } from './socket-subject';

/** How binding the rule is: MUST and SHOULD of RFC 2119, and what is only worth knowing. */
export type Severity = 'must' | 'should' | 'information';

/** Whom the traffic is held against. `oauth2` is RFC 6749 with today's best practice (RFC 9700). */
export type Profile = 'oauth2' | 'oauth2.1' | 'fapi2' | 'browser-public';

/** Where a rule is written. */
export interface SpecificationReference {
  name: string;
  section: string;
  url: string;
}

/** The bytes that a finding rests on. Credentials in `quote` are masked; it is never longer than a few lines. */
export interface Evidence {
  stepId?: Step['id'];
  exchangeId?: string;
  socketId?: SocketId;
  tokenId?: Token['id'];
  /** Position of a frame within its socket (`Frame.seq`). */
  frame?: number;
  quote: string;
}

/** What a check found, before the runner gives it the check's name and severity. */
export interface Problem {
  message: string;
  /** The message before it was filled, for other languages. */
  said: Said;
  confidence: Confidence;
  evidence: readonly Evidence[];
  /** Where this case is milder (or graver) than the rule is in general. */
  severity?: Severity;
  flowId?: string;
  socketId?: SocketId;
}

/** What a check says of one subject: problems, none, or `undefined` where it has nothing that the rule is about. */
export type Verdict = readonly Problem[] | undefined;

interface CheckText {
  /** `oauth/…` or `websocket/…`; stable, used in rules files. */
  id: string;
  /** What holds where the check passes, as a statement. */
  title: string;
  severity: Severity;
  /** Profiles in which the rule binds more, or less. */
  inProfile?: Readonly<Partial<Record<Profile, Severity>>>;
  /** The only profiles that have the rule; absent: all. */
  only?: readonly Profile[];
  spec: SpecificationReference;
  /** For somebody who is new to OAuth: what it is about and what may happen. */
  explanation: string;
  /** What to do. */
  mend: string;
}

export interface FlowCheck extends CheckText {
  scope: 'flow';
  evaluate(subject: FlowSubject): Verdict;
}

export interface SocketCheck extends CheckText {
  scope: 'socket';
  evaluate(subject: SocketSubject): Verdict;
}

/** Looks at the whole session: what repeats across flows, tokens in use, metadata, cookies. */
export interface SessionCheck extends CheckText {
  scope: 'session';
  evaluate(context: CheckContext): Verdict;
}

export type Check = FlowCheck | SocketCheck | SessionCheck;

export interface Finding {
  /** Stable while the session is: for keys of lists. */
  key: string;
  checkId: Check['id'];
  title: string;
  severity: Severity;
  confidence: Confidence;
  message: string;
  /** Absent in reports that were written elsewhere. */
  said?: Said;
  evidence: readonly Evidence[];
  flowId?: string;
  socketId?: SocketId;
}

/** A check that had something to look at and found it right. */
export interface Passed {
  checkId: Check['id'];
  title: string;
  flowIds: readonly string[];
  socketIds: readonly SocketId[];
}

/** A team's own settings, exported with the session. */
export interface Rules {
  profile?: Profile;
  /** By check id. */
  checks: Readonly<Record<string, Severity | 'off'>>;
  /** What a session is watched for (docs/watchouts.md). */
  watchouts?: readonly Watchout[];
}

export interface CheckOptions {
  profile?: Profile;
  rules?: Rules;
  /** Signatures verified ahead by `proveSession`; without them what needs one is left open. */
  proofs?: Proofs;
  frames?: FrameStore;
}

export interface CheckReport {
  profile: Profile;
  /** The gravest first. */
  findings: readonly Finding[];
  passed: readonly Passed[];
  /** Checks that stumbled over this session's data; nothing is known of what they would have said. */
  broken: readonly string[];
}

export type { Session, Socket };
