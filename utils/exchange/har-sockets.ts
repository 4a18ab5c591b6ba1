import type { JsonObject } from '../oauth/encoding';
import { headerOf } from '../session/headers';
import type { Header, Observation, Place, SocketFrames } from '../session/observations';
import { closeOf } from './har-messages';

interface HarSocket {
  /** Its number within the HAR. */
  n: number;
  url: string;
  place: Place;
  startedAt: number;
  openedAt: number;
  status: number;
  requestHeaders: Header[];
  responseHeaders: Header[];
  batch: SocketFrames;
  errors: readonly number[];
}

/** The realm of every connection of a HAR. */
export const HAR_REALM = 'har';

/** A connection of a HAR, from its constructor to its end. */
export function socketObservations(entry: JsonObject, of: HarSocket): Observation[] {
  const { place, url, startedAt, openedAt, batch, errors } = of;
  const socket = `${HAR_REALM}.${of.n}` as const;
  const offered = headerOf(of.requestHeaders, 'sec-websocket-protocol');
  const protocols = offered ? offered.split(',').map((protocol) => protocol.trim()) : [];
  // HTTP clients write the handshake's own scheme.
  const wsUrl = url.replace(/^http/i, 'ws');
  const seen: Observation[] = [
    { kind: 'socket-created', socket, at: startedAt, place, url: wsUrl, protocols },
  ];
  const common = { socket, place };
  const accepted = of.status === 101 || of.status === 200;
  if (accepted) {
    const protocol = headerOf(of.responseHeaders, 'sec-websocket-protocol') ?? '';
    const extensions = headerOf(of.responseHeaders, 'sec-websocket-extensions') ?? '';
    seen.push({ kind: 'socket-opened', ...common, at: openedAt, protocol, extensions });
  }
  if (batch.payloads.length > 0) seen.push(batch);
  for (const at of errors) seen.push({ kind: 'socket-errored', ...common, at });
  const lastAt = Math.max(openedAt, ...Array.from(batch.times).slice(-1));
  const close = closeOf(entry, { startedAt, lastAt });
  if (close) seen.push({ kind: 'socket-closed', ...common, ...close });
  else if (!accepted)
    seen.push({ kind: 'socket-closed', ...common, at: openedAt, code: 1006, reason: '', wasClean: false });
  return seen;
}
