import type { Flow, FlowServer, Grant } from '../../oauth/model';

const GRANTS: Record<Grant, string> = {
  authorization_code: 'Authorization code',
  implicit: 'Implicit',
  hybrid: 'Hybrid',
  password: 'Password',
  client_credentials: 'Client credentials',
  refresh_token: 'Refresh token',
  device_code: 'Device code',
  token_exchange: 'Token exchange',
  jwt_bearer: 'JWT bearer',
  saml2_bearer: 'SAML 2.0 bearer',
  ciba: 'Backchannel authentication (CIBA)',
  pre_authorized_code: 'Pre-authorized code',
  vendor: 'Vendor grant',
  unknown: 'Token in use, login not seen',
};

/** A flow's grant in plain words, with PKCE where it was seen: "Authorization code + PKCE". */
export function grantName(flow: Pick<Flow, 'grant' | 'grantName' | 'pkce'>): string {
  const name = (flow.grant === 'vendor' && flow.grantName) || GRANTS[flow.grant];
  const pkce = flow.pkce && (flow.pkce.challenge || flow.pkce.verifier);
  return pkce ? `${name} + PKCE` : name;
}

/** Issuer without its scheme, or the server's host: what people call it. */
export function serverName(server: Pick<FlowServer, 'issuer' | 'origin'>): string {
  return hostOf(server.issuer || server.origin) || 'unknown server';
}

/** Host and path of an address without scheme, query or trailing slash; the text itself where it is no URL. */
export function hostOf(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  return (url.host + url.pathname).replace(/\/$/, '');
}
