import type { Exchange } from '../../session/exchanges';
import { type JsonObject, ownString } from '../encoding';
import { factsOf } from '../facts';
import { endpointOf, originOf } from '../url';
import { createManagedClients, managedClientOf } from './clients';

export type EndpointRole =
  | 'authorization'
  | 'token'
  | 'userinfo'
  | 'introspection'
  | 'revocation'
  | 'end_session'
  | 'jwks'
  | 'registration'
  | 'pushed'
  | 'device'
  | 'backchannel'
  | 'check_session';

/** Members of authorization server metadata that name an endpoint (RFC 8414 §2, OIDC Discovery §3 and its extensions). */
const MEMBERS: Readonly<Record<string, EndpointRole>> = {
  authorization_endpoint: 'authorization',
  token_endpoint: 'token',
  userinfo_endpoint: 'userinfo',
  introspection_endpoint: 'introspection',
  revocation_endpoint: 'revocation',
  end_session_endpoint: 'end_session',
  jwks_uri: 'jwks',
  registration_endpoint: 'registration',
  pushed_authorization_request_endpoint: 'pushed',
  device_authorization_endpoint: 'device',
  backchannel_authentication_endpoint: 'backchannel',
  check_session_iframe: 'check_session',
};

export interface ServerMetadata {
  issuer: string;
  origins: ReadonlySet<string>;
  endpoints: Readonly<Partial<Record<EndpointRole, string>>>;
  /** Clients have to authenticate, and may do it by mutual TLS (RFC 8705 §2). */
  mutualTls: boolean;
}

/** What metadata and registrations seen in the journal taught: endpoints by origin and path, servers by issuer. */
export interface Learned {
  role(endpoint: string): EndpointRole | undefined;
  /** The id of the client that was given this address to manage its registration at (RFC 7592 §3). */
  clientAt(url: string): string | undefined;
  server(endpointOrIssuer: string): ServerMetadata | undefined;
}

/** Whether a JSON document is authorization server metadata, by its members rather than its address. */
export function isServerMetadata(json: JsonObject | undefined): json is JsonObject {
  return (
    !!ownString(json, 'issuer') &&
    !!(ownString(json, 'token_endpoint') ?? ownString(json, 'authorization_endpoint'))
  );
}

function mayHoldMetadata(exchange: Exchange): boolean {
  if (exchange.method !== 'GET' || exchange.responseBody?.state !== 'text') return false;
  return exchange.responseBody.text.includes('_endpoint"');
}

const read = new WeakMap<Exchange, ServerMetadata | null>();

function metadataOf(exchange: Exchange): ServerMetadata | undefined {
  let metadata = read.get(exchange);
  if (metadata === undefined) {
    const json = mayHoldMetadata(exchange) ? factsOf(exchange)?.answer().json : undefined;
    metadata = isServerMetadata(json) ? readMetadata(json) : null;
    read.set(exchange, metadata);
  }
  return metadata ?? undefined;
}

function readMetadata(json: JsonObject): ServerMetadata {
  const issuer = ownString(json, 'issuer')!;
  const endpoints: Partial<Record<EndpointRole, string>> = {};
  const origins = new Set<string>();
  for (const [member, role] of Object.entries(MEMBERS)) {
    const url = ownString(json, member);
    const endpoint = url && endpointOf(url);
    if (!endpoint) continue;
    endpoints[role] = url;
    origins.add(originOf(url) ?? endpoint);
  }
  const own = originOf(issuer);
  if (own) origins.add(own);
  const methods = json.token_endpoint_auth_methods_supported;
  const mutualTls =
    Array.isArray(methods) &&
    !methods.includes('none') &&
    methods.some((method) => method === 'tls_client_auth' || method === 'self_signed_tls_client_auth');
  return { issuer, origins, endpoints, mutualTls };
}

/**
 * Learns endpoints from every metadata document in the journal (RFC 8414, OIDC Discovery), and from registrations
 * where each client manages its own (RFC 7592).
 * Also from one that came later: a late observation mends what was recognised before it.
 */
export function learnEndpoints(exchanges: Iterable<Exchange>): Learned {
  const roles = new Map<string, EndpointRole>();
  const servers = new Map<string, ServerMetadata>();
  const clients = createManagedClients();
  for (const exchange of exchanges) {
    const client = managedClientOf(exchange);
    if (client) clients.add(client);
    const metadata = metadataOf(exchange);
    if (!metadata) continue;
    servers.set(metadata.issuer, metadata);
    for (const [role, url] of Object.entries(metadata.endpoints) as [EndpointRole, string][]) {
      const endpoint = endpointOf(url)!;
      if (!roles.has(endpoint)) roles.set(endpoint, role);
      servers.set(endpoint, metadata);
    }
  }
  return { role: (endpoint) => roles.get(endpoint), clientAt: clients.at, server: (key) => servers.get(key) };
}
