const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

function hostOf(url: string): string | undefined {
  return URL.parse(url)?.hostname;
}

/** Whether a URL stays on this machine (RFC 8252 §7.3, RFC 6761 §6.3): nobody else can listen there. */
export function isLoopback(url: string): boolean {
  const host = hostOf(url);
  return host !== undefined && LOOPBACK.test(host);
}

/** Whether what is sent to a URL travels unencrypted over a network: http or ws, and not to this machine. */
export function isPlainText(url: string): boolean {
  return /^(?:http|ws):/i.test(url) && hostOf(url) !== undefined && !isLoopback(url);
}

/**
 * Whether two URLs may belong to one site. Without the public suffix list, hosts that share their last two labels
 * count as one: it errs towards silence.
 */
export function maybeSameSite(a: string, b: string): boolean {
  const [left, right] = [hostOf(a), hostOf(b)];
  if (left === undefined || right === undefined) return true;
  if (left === right || (isLoopback(a) && isLoopback(b))) return true;
  if (/^[\d.]+$|^\[/.test(left) || /^[\d.]+$|^\[/.test(right)) return false;
  const tail = (host: string) => host.toLowerCase().split('.').slice(-2).join('.');
  return tail(left) === tail(right);
}
