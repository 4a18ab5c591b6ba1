import { ownString } from '../encoding';
import type { Recognition } from '../recognise';
import { originOf } from '../url';
import { type Book, openFlow } from './book';
import { addStep, type FlowDraft } from './draft';

/** The issuer that a metadata or keys request is about, and the origins that the server has. */
function subjectOf(
  book: Book,
  { facts, kind }: Recognition,
): { issuer?: string; origins: ReadonlySet<string> } {
  const json = facts.answer().json;
  const own = kind === 'discovery' ? ownString(json, 'issuer') : undefined;
  const metadata = own ? book.learned.server(own) : book.learned.server(facts.url.origin + facts.url.path);
  return { issuer: own ?? metadata?.issuer, origins: metadata?.origins ?? new Set([facts.url.origin]) };
}

function about(book: Book, recognition: Recognition): FlowDraft[] {
  if (recognition.kind === 'protected_resource_metadata') {
    const { json } = recognition.facts.answer();
    const servers = Array.isArray(json?.authorization_servers) ? json.authorization_servers : [];
    // A server's endpoints may be at other origins than its issuer: its own metadata tells.
    const origins = servers.flatMap((server) =>
      typeof server === 'string' ? [originOf(server), ...(book.learned.server(server)?.origins ?? [])] : [],
    );
    return book.flows.filter(
      ({ issuer, origin }) => servers.includes(issuer) || origins.includes(origin ?? ''),
    );
  }
  const { issuer, origins } = subjectOf(book, recognition);
  return book.flows.filter(
    (flow) =>
      (issuer !== undefined && flow.issuer === issuer) ||
      (flow.origin !== undefined && origins.has(flow.origin)),
  );
}

/**
 * Gives discovery, keys and session frames to a flow with the same issuer. Where several
 * share the server, metadata goes to the one it was fetched in or, else, before, and keys to the one they verify:
 * then the join is inferred. What belongs to no flow is none, unless it failed: then it is why there is no flow.
 */
export function placeAround(book: Book): void {
  for (const recognition of book.around) {
    const { startedAt } = recognition.facts.exchange;
    const flows = about(book, recognition);
    const begun = (flow: FlowDraft) => flow.steps[0]?.at ?? 0;
    const before = flows.findLast((flow) => begun(flow) <= startedAt);
    const after = flows.find((flow) => begun(flow) > startedAt);
    const during = flows.findLast((flow) => begun(flow) <= startedAt && startedAt <= redeemedAt(flow));
    const follows = recognition.kind === 'jwks' || recognition.kind === 'check_session';
    const flow = follows ? (before ?? after) : (during ?? after ?? before);
    if (flow) {
      addStep(flow, recognition, { key: 'issuer', confidence: flows.length === 1 ? 'proved' : 'inferred' });
    } else if (recognition.kind === 'discovery' && isFailed(recognition)) {
      const failed = openFlow(book, recognition.facts, 'unknown');
      failed.origin = recognition.facts.url.origin;
      addStep(failed, recognition, { key: 'first', confidence: 'inferred' });
    }
  }
}

/** When a flow got its tokens; until then a callback page still reads metadata for it. */
function redeemedAt({ steps }: FlowDraft): number {
  const redeeming = steps.find((step) => step.kind === 'token_request' || step.kind === 'refresh_request');
  return (redeeming ?? steps.at(-1))?.at ?? 0;
}

function isFailed({ outcome }: Recognition): boolean {
  return (
    outcome.state === 'http-error' || outcome.state === 'network-error' || outcome.state === 'oauth-error'
  );
}
