import { t } from '../../i18n';
import type { Flow, FlowServer } from '../../oauth/model';

/** A flow's grant in plain words, with PKCE where it was seen: "Authorization code + PKCE". */
export function grantName(flow: Pick<Flow, 'grant' | 'grantName' | 'pkce'>): string {
  const grant = (flow.grant === 'vendor' && flow.grantName) || t(`flow.grant_${flow.grant}`);
  const pkce = flow.pkce && (flow.pkce.challenge || flow.pkce.verifier);
  return pkce ? t('flow.with_pkce', { grant }) : grant;
}

/** Issuer without its scheme, or the server's host: what people call it. */
export function serverName(server: Pick<FlowServer, 'issuer' | 'origin'>): string {
  return hostOf(server.issuer || server.origin) || t('flow.unknown_server');
}

/** Host and path of an address without scheme, query or trailing slash; the text itself where it is no URL. */
export function hostOf(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  return (url.host + url.pathname).replace(/\/$/, '');
}
