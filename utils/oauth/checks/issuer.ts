/**
 * Whether an `iss` is the issuer that metadata names: to the letter (RFC 9207 §2.4, OIDC Core §3.1.3.7), but that a
 * `{tenantid}` in a provider's template stands for any one path segment.
 */
export function sameIssuer(fromMetadata: string, iss: string): boolean {
  if (fromMetadata === iss) return true;
  const [before, after, ...more] = fromMetadata.split(/\{[\w-]{1,40}\}/);
  if (before === undefined || after === undefined || more.length) return false;
  if (!iss.startsWith(before) || !iss.endsWith(after) || iss.length < before.length + after.length)
    return false;
  return /^[^/?#]+$/.test(iss.slice(before.length, iss.length - after.length));
}
