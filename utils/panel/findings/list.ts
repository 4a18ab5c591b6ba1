import type { Finding, Severity } from '../../checks';
import type { Confidence } from '../../oauth/model';
import { matchesText, type Query } from '../../search';
import type { Session } from '../../session/model';
import { overlaps, type TimeSpan } from '../time-span';
import { messageOf, titleOfId } from './check-words';
import { createPlaces, type Place, type Places } from './places';
import { SEVERITIES } from './words';

export interface EvidenceRow {
  key: string;
  /** Absent where the session no longer holds what the quote is from. */
  place?: Place;
  /** Credentials masked. */
  quote: string;
}

/** One finding of the list: the same sentence of the same check, wherever it was found. */
export interface FindingRow {
  /** Keys of the findings in it; the first is the row's own. */
  keys: readonly string[];
  /** The finding, with the evidence of all of them. */
  finding: Finding;
  /** Where it was found first. */
  place?: Place;
  /** At how many places besides. */
  more: number;
  /** Epoch ms; undefined where nothing tells. */
  at?: number;
  evidence: readonly EvidenceRow[];
}

const kindOf = ({ checkId, severity, confidence, message }: Finding): string =>
  JSON.stringify([checkId, severity, confidence, message]);

/** Findings as rows: equal sentences together, sorted by severity, then by time. */
export function findingRows(findings: readonly Finding[], session: Session): FindingRow[] {
  const places = createPlaces(session);
  const rows = [...Map.groupBy(findings, kindOf).values()].map((group) => rowOf(group, places));
  const rank = ({ finding }: FindingRow) => SEVERITIES.indexOf(finding.severity);
  const time = ({ at }: FindingRow) => at ?? Number.POSITIVE_INFINITY;
  return rows.sort((a, b) => rank(a) - rank(b) || compare(time(a), time(b)));
}

/** Infinity minus itself is not a number. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

function rowOf(group: readonly Finding[], places: Places): FindingRow {
  const evidence = group.flatMap(({ key, evidence: pieces }) =>
    pieces.map((piece, index) => ({
      key: `${key}/${index}`,
      place: places.ofEvidence(piece),
      quote: piece.quote,
    })),
  );
  const where = group.flatMap((finding) => firstPlace(finding, places) ?? []);
  where.sort((a, b) => a.at - b.at);
  const labels = new Set(where.map(({ label }) => label));
  return {
    keys: group.map(({ key }) => key),
    finding: { ...group[0]!, evidence: group.flatMap((finding) => finding.evidence) },
    place: where[0],
    more: Math.max(0, labels.size - 1),
    at: where[0]?.at,
    evidence,
  };
}

function firstPlace({ evidence, flowId, socketId }: Finding, places: Places): Place | undefined {
  for (const piece of evidence) {
    const place = places.ofEvidence(piece);
    if (place) return place;
  }
  return (flowId && places.ofFlow(flowId)) || (socketId && places.ofSocket(socketId)) || undefined;
}

/** Severities and confidences that are switched off in the list. */
export type Hidden = readonly (Severity | Confidence)[];

export interface Sieve {
  query: Query;
  hidden: Hidden;
  /** The stretch of time chosen on the timeline. */
  span?: TimeSpan;
  /** Key of the finding that is open: it stays, for somebody has just asked for it. */
  opened?: string;
}

/** The rows that are not hidden and hold every word of the panel's filter, within the span, and the one that is open. */
export function filterRows(
  rows: readonly FindingRow[],
  { query, hidden, span, opened }: Sieve,
): FindingRow[] {
  return rows.filter(
    (row) =>
      (opened !== undefined && row.keys.includes(opened)) ||
      (!hidden.includes(row.finding.severity) &&
        !hidden.includes(row.finding.confidence) &&
        (!span || isWithin(row, span)) &&
        matchesText(query, textOf(row))),
  );
}

/** Found at a place of that time; what has no time is never left out for it. */
function isWithin({ at, evidence }: FindingRow, span: TimeSpan): boolean {
  if (at === undefined) return true;
  return [at, ...evidence.flatMap(({ place }) => place?.at ?? [])].some((time) => overlaps(span, time, time));
}

function textOf({ finding, place, evidence }: FindingRow): string {
  const pieces = evidence.map((piece) => `${piece.place?.label ?? ''} ${piece.quote}`);
  return [
    messageOf(finding),
    titleOfId(finding.checkId, finding.title),
    finding.checkId,
    place?.label,
    ...pieces,
  ].join('\n');
}
