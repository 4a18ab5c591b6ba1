import type { ReadonlySignal } from '@preact/signals';
import type { CheckReport, Finding, FindingCounts, Rules } from '../../checks';
import type { FetchedKeys, KeysWanted, Proofs } from '../../oauth/proofs';
import type { FrameStore } from '../../session/frames';
import type { Session } from '../../session/model';
import type { FetchedDocument } from '../../transport/messages';

/** Fetches a document through the background. Never rejects. */
export type FetchDocument = (url: string) => Promise<FetchedDocument>;

/** What the checks said of a session, and what the views look up in it. */
export interface Evaluation {
  /** The session that was looked at: evidence is found in it, not in a newer one. */
  session: Session;
  report: CheckReport;
  proofs: Proofs;
  /** Issuers whose signatures wait for keys. */
  wanted: readonly KeysWanted[];
  /** Counts by the id of a flow, step, socket or frame. */
  counts: ReadonlyMap<string, FindingCounts>;
  /** Findings by the id of the flow, step, exchange, socket or frame (`framePlaceId`) that they rest on. */
  at: ReadonlyMap<string, readonly Finding[]>;
}

export interface EvaluationInput {
  session: Session;
  rules: Rules;
  frames: FrameStore;
  fetched: readonly FetchedKeys[];
  before?: Proofs;
}

/** The checks themselves: loaded when there is something to look at. */
export interface Evaluator {
  evaluate(input: EvaluationInput): Promise<Evaluation>;
}

/** A team's rules: read by the checks, changed in the view. */
export interface RulesModel {
  rules: ReadonlySignal<Rules>;
  set(rules: Rules): void;
}

export interface FindingsModel extends RulesModel {
  /** Undefined until the first session was looked at. */
  evaluation: ReadonlySignal<Evaluation | undefined>;
  /** Why the checks could not be run. */
  failure: ReadonlySignal<string | undefined>;
  /** Key sets that the user pasted or let us fetch, the last for each URL. */
  keys: ReadonlySignal<readonly FetchedKeys[]>;
  addKeys(keys: FetchedKeys): void;
  /** Fetches a document that the user has agreed to; absent where nothing can. */
  fetchDocument?: FetchDocument;
  close(): void;
}
