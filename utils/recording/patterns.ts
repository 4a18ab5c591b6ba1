/**
 * Tells whether a URL matches one of the patterns, as people write them: `*` stands for anything (within the host, for
 * anything of the host); without a scheme any scheme will do; a path may go on. No pattern lets everything through.
 *
 * `api.example.com` matches `wss://api.example.com/chat`; `*.example.com/ws` matches `wss://a.example.com/ws?x=1`.
 */
export function createUrlMatcher(patterns: readonly string[]): (url: string) => boolean {
  const sources = patterns.map((pattern) => pattern.trim()).filter((pattern) => pattern !== '');
  if (sources.length === 0) return () => true;
  const matcher = new RegExp(`^(?:${sources.map(sourceOf).join('|')})`, 'i');
  return (url) => matcher.test(url);
}

const expressionOf = (text: string, star: string) =>
  text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, star);

function sourceOf(pattern: string): string {
  const [, scheme, rest = ''] = /^([a-z*-]+:\/\/)?(.*)$/i.exec(pattern)!;
  const slash = rest.search(/[/?#]/);
  const host = slash < 0 ? rest : rest.slice(0, slash);
  // A host by itself is the whole of it: `example.com` is not `example.com.other.test`; its port may be left out.
  const end = slash < 0 && !host.endsWith('*') ? '(?=[:/?#]|$)' : '';
  const port = slash > 0 && !host.includes(':') ? '(?::\\d+)?' : '';
  return (
    (scheme ? expressionOf(scheme, '[a-z-]*') : '[a-z-]+://') +
    expressionOf(host, '[^/?#]*') +
    port +
    end +
    (slash < 0 ? '' : expressionOf(rest.slice(slash), '.*'))
  );
}
