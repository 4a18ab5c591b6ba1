import type { Socket } from '../../websocket/model';
import type { PlainRequest } from './request';
import { shellQuote } from './shell';

/** What a command that connects sends along; browsers set the rest (RFC 6455 §4.1). */
function headersOf({ headers }: PlainRequest): { name: string; value: string }[] {
  return headers.filter(
    ({ name, value }) => value !== '' && /^(authorization|cookie|origin|user-agent|x-.*)$/i.test(name),
  );
}

const protocolsOf = (socket: Socket): string =>
  socket.protocols.filter((one) => /^[!#$%&'*+.^_`|~\w-]+$/.test(one)).join(',');

/** A connection as a call of websocat (https://github.com/vi/websocat). */
export function toWebsocat(socket: Socket, request: PlainRequest): string {
  const protocols = protocolsOf(socket);
  return [
    'websocat',
    ...headersOf(request).map(({ name, value }) => `--header=${shellQuote(`${name}: ${value}`)}`),
    ...(protocols ? [`--protocol=${shellQuote(protocols)}`] : []),
    shellQuote(request.url.replace(/^http/, 'ws')),
  ].join(' \\\n  ');
}

/** A connection as a call of wscat (https://github.com/websockets/wscat). */
export function toWscat(socket: Socket, request: PlainRequest): string {
  return [
    'wscat',
    ...headersOf(request).map(({ name, value }) => `--header=${shellQuote(`${name}: ${value}`)}`),
    ...socket.protocols
      .filter((one) => protocolsOf({ ...socket, protocols: [one] }) !== '')
      .map((one) => `--subprotocol=${shellQuote(one)}`),
    `--connect=${shellQuote(request.url.replace(/^http/, 'ws'))}`,
  ].join(' \\\n  ');
}
