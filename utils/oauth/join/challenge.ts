import { bearerOf, type Facts, headerOf } from '../facts';
import { recognition } from '../recognise/endpoints';
import { originOf, valueIn } from '../url';
import type { Book } from './book';
import { addStep } from './draft';

/** A refusal names its metadata once; a page that asks a hundred times at once is answered so a hundred times. */
const MOST = 1_000;

/** Where a refusal says that the resource's metadata is: at the origin that refused only (RFC 9728 §3.3, §5.1). */
function metadataNamedBy({ exchange, url }: Facts): string | undefined {
  if (exchange.status !== 401) return undefined;
  const challenge = headerOf(exchange.responseHeaders, 'www-authenticate') ?? '';
  const named = /\bresource_metadata="?([^",\s]+)/.exec(challenge)?.[1];
  return named && originOf(named) === url.origin ? named : undefined;
}

/** Notes a request without a token that was told where to read who gives one. */
export function noteChallenge(book: Book, facts: Facts): void {
  const carries = bearerOf(facts) ?? valueIn(facts.sent, 'access_token');
  if (facts.navigation || carries || book.challenges.length >= MOST) return;
  const url = metadataNamedBy(facts);
  if (url) book.challenges.push({ facts, url });
}

/**
 * Gives the refusal that began it to the flow whose client read the metadata that it names (RFC 9728 §5): the first one
 * that came before.
 */
export function placeChallenges(book: Book): void {
  if (book.challenges.length === 0) return;
  const reads = book.flows.flatMap((flow) =>
    flow.steps.flatMap((step) =>
      step.kind === 'protected_resource_metadata'
        ? { flow, step, url: flow.facts.get(step.id)?.exchange.url }
        : [],
    ),
  );
  const given = new Set<string>();
  for (const { facts, url } of book.challenges) {
    const read = reads.find(
      ({ step, url: at }) => at === url && step.at >= facts.exchange.startedAt && !given.has(step.id),
    );
    if (!read) continue;
    given.add(read.step.id);
    const challenge = recognition(facts, 'resource_request', 'response', 'no token');
    addStep(read.flow, challenge, { key: 'resource_metadata', confidence: read.step.join.confidence });
  }
}
