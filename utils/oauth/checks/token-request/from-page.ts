import type { Exchange } from '../../../session/exchanges';
import { headerOf } from '../../facts';

/** Whether a browser's page sent a request: a capture of a server's own traffic (by a proxy) has secrets in it by right. */
export function isFromPage(exchange: Exchange | undefined): boolean {
  if (!exchange) return false;
  if (exchange.initiator !== undefined) return true;
  const { requestHeaders } = exchange;
  const told = ['sec-fetch-mode', 'origin', 'referer'].some(
    (name) => headerOf(requestHeaders, name) !== undefined,
  );
  return told || /^Mozilla\//.test(headerOf(requestHeaders, 'user-agent') ?? '');
}
