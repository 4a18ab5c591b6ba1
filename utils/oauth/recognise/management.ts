import { ownString } from '../encoding';
import { bearerOf, type Facts } from '../facts';
import type { Step, StepKind } from '../model';
import { valueIn } from '../url';
import { recognition } from './endpoints';
import type { Learned } from './learned';
import type { Recognition } from './recognition';

/** RFC 7592 §2.1 to §2.3. */
const KINDS: ReadonlyMap<string, readonly [StepKind, string]> = new Map([
  ['GET', ['client_read_request', 'client read']],
  ['PUT', ['client_update_request', 'client update']],
  ['DELETE', ['client_delete_request', 'client delete']],
]);

/** What is known of an address at which a registration could be managed. */
export type ClientAddress = 'given' | 'registration-endpoint' | 'below-it';

/** Whether an exchange is at an address for the management of a registration, as far as other traffic tells. */
export function clientAddressOf(facts: Facts, learned: Learned): ClientAddress | undefined {
  if (facts.navigation || !KINDS.has(facts.exchange.method)) return undefined;
  if (learned.clientAt(facts.exchange.url) !== undefined) return 'given';
  const { origin, path } = facts.url;
  if (learned.role(origin + path) === 'registration') return 'registration-endpoint';
  const parent = origin + path.slice(0, path.lastIndexOf('/'));
  return learned.role(parent) === 'registration' ? 'below-it' : undefined;
}

/** A JSON answer that names no client is about something else. */
function isAboutOther({ exchange, answer }: Facts): boolean {
  const { status = 0 } = exchange;
  const { json } = answer();
  return status >= 200 && status < 300 && json !== undefined && ownString(json, 'client_id') === undefined;
}

function signature(facts: Facts, address: ClientAddress | undefined): Step['recognisedBy'] | undefined {
  if (address === 'given') return 'registration';
  // Elsewhere it takes the token with which a registration is managed (RFC 7592 §2).
  if (!bearerOf(facts) || isAboutOther(facts)) return undefined;
  if (address === 'registration-endpoint') return 'metadata';
  const sent = (name: string) => valueIn(facts.form, name) !== undefined;
  if (facts.exchange.method === 'PUT' && sent('client_id') && sent('redirect_uris')) return 'parameters';
  return address === 'below-it' ? 'path' : undefined;
}

/** A client that reads, changes or deletes its own registration (RFC 7592 §2), where `address` or the message tells so. */
export function recogniseManagement(
  facts: Facts,
  address: ClientAddress | undefined,
): Recognition | undefined {
  const known = KINDS.get(facts.exchange.method);
  if (!known) return undefined;
  const by = signature(facts, address);
  return by && recognition(facts, known[0], by, known[1]);
}
