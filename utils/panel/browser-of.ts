/** The browser by its User-Agent; RFC 9110 §10.1.5. */
export function browserOf(
  userAgent: string,
): { name: string; version: string; platform?: string } | undefined {
  const [, name, version] = /(Firefox|Edg|Chrome)\/(\d+)/.exec(userAgent) ?? [];
  if (!name || !version) return undefined;
  const platform = /\((?:X11; )?([^;)]+)/.exec(userAgent)?.[1];
  return { name: name === 'Edg' ? 'Edge' : name, version, ...(platform && { platform }) };
}
