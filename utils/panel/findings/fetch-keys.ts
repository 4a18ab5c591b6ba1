import { t } from '../../i18n';
import { isObject, ownString, parseJson } from '../../oauth/encoding';
import type { FetchedDocument, FetchProblem } from '../../transport/messages';

export type ReadMetadata = { ok: true; url: string } | { ok: false; error: string };

/** Where an issuer publishes its metadata (OpenID Connect Discovery 1.0 §4); undefined where it is no web address. */
export function metadataUrl(issuer: string): string | undefined {
  const url = URL.parse(issuer);
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) return undefined;
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
}

/** Reads where an issuer's keys are from its metadata, which must be its own (OpenID Connect Discovery 1.0 §4.3). */
export function readMetadata(text: string, issuer: string): ReadMetadata {
  const json = parseJson(text);
  if (!isObject(json)) return { ok: false, error: t('findings.metadataNotJson') };
  if (ownString(json, 'issuer') !== issuer) return { ok: false, error: t('findings.metadataOfAnother') };
  const url = ownString(json, 'jwks_uri');
  if (url === undefined || !URL.canParse(url)) return { ok: false, error: t('findings.metadataWithoutKeys') };
  return { ok: true, url };
}

/** Why a document could not be had, in words. */
export function fetchProblem({ error }: Extract<FetchedDocument, { ok: false }>): string {
  return t(`findings.fetch_${PROBLEM[error]}`);
}

const PROBLEM = {
  address: 'address',
  status: 'status',
  'too-long': 'tooLong',
  network: 'network',
} as const satisfies Record<FetchProblem, string>;
