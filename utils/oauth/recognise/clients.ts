import type { Exchange } from '../../session/exchanges';
import { ownString } from '../encoding';
import { type Facts, factsOf } from '../facts';
import { endpointOf, originOf } from '../url';

/** What a registration answer says of a client that may manage its own registration (RFC 7592 §3). */
export interface ManagedClient {
  id: string;
  /** `registration_client_uri`, as it was given. */
  uri: string;
}

/** The address that a client has to use letter for letter: it may name the client in its query (RFC 7592 §2). */
const addressOf = (url: string): string | undefined => URL.parse(url)?.href.split('#', 1)[0];

/**
 * The client of an answer that hands out a place for its management and the token for it. A server speaks for its own
 * origin only: no other can make somebody's API such a place.
 */
function readClient({ exchange, url, answer }: Facts): ManagedClient | undefined {
  const { method, responseBody, status = 0 } = exchange;
  if (responseBody?.state !== 'text' || !responseBody.text.includes('"registration_client_uri"'))
    return undefined;
  if (!['POST', 'GET', 'PUT'].includes(method) || status < 200 || status > 299) return undefined;
  const { json } = answer();
  const [id, uri] = [ownString(json, 'client_id'), ownString(json, 'registration_client_uri')];
  const handed = ownString(json, 'registration_access_token') !== undefined;
  return id && uri && handed && originOf(uri) === url.origin ? { id, uri } : undefined;
}

const read = new WeakMap<Exchange, ManagedClient | null>();

/** The client that an exchange gave the means to manage itself; remembered by object identity. */
export function managedClientOf(exchange: Exchange): ManagedClient | undefined {
  let client = read.get(exchange);
  if (client === undefined) {
    const facts = factsOf(exchange);
    client = (facts && readClient(facts)) ?? null;
    read.set(exchange, client);
  }
  return client ?? undefined;
}

/** Clients by the address at which each manages its registration. */
export interface ManagedClients {
  add(client: ManagedClient): void;
  /** The id of the client whose registration is managed at an address. */
  at(url: string): string | undefined;
}

/** An empty list of clients. */
export function createManagedClients(): ManagedClients {
  const clients = new Map<string, string>();
  return {
    add({ id, uri }) {
      const address = addressOf(uri);
      if (address) clients.set(address, id);
    },
    at(url) {
      if (clients.size === 0) return undefined;
      return clients.get(addressOf(url) ?? '') ?? clients.get(endpointOf(url) ?? '');
    },
  };
}
