/** Where a URL leads, without what differs at every run: its place, and the names of its parameters. */
export function splitAddress(url: string): { place: string; names: string } {
  if (!URL.canParse(url)) return { place: url, names: '' };
  const { protocol, host, pathname, searchParams } = new URL(url);
  return {
    place: `${protocol}//${host}${pathname}`,
    names: [...new Set(searchParams.keys())].sort().join(', '),
  };
}
