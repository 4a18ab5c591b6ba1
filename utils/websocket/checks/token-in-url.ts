import { atSocket, graded, inferred, proved, quoteUrl, rfc, say, socketCheck } from '../../checks/authoring';

/** Seconds-long one-time tickets exist because a browser cannot set headers on a handshake. */
const TICKET_MS = 60_000;

export const tokenInUrl = socketCheck({
  id: 'websocket/token-in-url',
  title: 'The connection’s URL carries no token',
  severity: 'should',
  spec: rfc(9700, '4.3.2'),
  explanation:
    'The URL of a handshake is written to the logs of servers and proxies, and a token in it can be used by whoever reads them. A page cannot set headers on a WebSocket, so a ticket that is good once and for seconds is the usual way out.',
  mend: 'Send the token in the first message, or fetch a one-time ticket over https and put that into the URL.',
  evaluate({ socket, carried }) {
    const inUrl = carried.filter(({ link }) => link.carrier === 'ws-query');
    if (inUrl.length === 0) return carried.length ? [] : undefined;
    return inUrl.map(({ link, token }) => {
      const short =
        token.expiresAt !== undefined && token.expiresAt - (token.issuedAt ?? socket.createdAt) <= TICKET_MS;
      const ticket = /ticket/i.test(link.where) || (short && token.kind === 'unknown');
      const at = { ...atSocket(socket.id, quoteUrl(socket.url)), tokenId: token.id };
      if (ticket)
        return graded(
          'information',
          inferred(
            say`“${link.where.slice(0, 40)}” in the URL looks like a one-time ticket, which is fine.`,
            at,
          ),
        );
      const state = link.confidence === 'proved' ? proved : inferred;
      return state(say`A token stands in the connection’s URL (“${link.where.slice(0, 40)}”).`, at);
    });
  },
});
