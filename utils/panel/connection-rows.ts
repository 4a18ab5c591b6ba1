import type { Socket, SocketId } from '../websocket/model';
import { endedAt } from './socket-view';
import { splitUrl } from './url';

/** A line of the list of connections. */
export type ConnectionRow =
  /** Heads the connections of one page or frame. */
  | { kind: 'place'; key: string; page: string; frameId: number; count: number }
  /** A connection; where it was opened again and again, the latest, with all attempts in order. */
  | { kind: 'socket'; key: string; socket: Socket; attempts?: readonly Socket[]; open?: boolean }
  /** An earlier one, beneath the latest. */
  | { kind: 'attempt'; key: string; socket: Socket };

export interface ConnectionRowsOptions {
  /** Keys of rows whose attempts are shown. */
  open: ReadonlySet<string>;
  /** The connection that is looked at: its row is never folded away. */
  opened?: SocketId;
}

/** Milliseconds: a page that connects again later does not reconnect. */
const LONGEST_WAIT = 5 * 60_000;
/** Browsers tell the end of one and the beginning of the next on two clocks. */
const SLACK = 50;

/** What the connections of one page and frame share. A page that is loaded again is the same page. */
const placeKey = ({ place: { tabId, frameId, documentUrl = '' } }: Socket): string =>
  `${tabId}|${frameId}|${pageOf(documentUrl)}`;

/** A document's address without query and fragment. */
export function pageOf(url: string): string {
  const { scheme, host, path } = splitUrl(url);
  return scheme ? `${scheme}://${host}${path}` : path;
}

/** Connections as rows: by page and frame where there are several, reconnects to one address folded. */
export function connectionRows(sockets: readonly Socket[], options: ConnectionRowsOptions): ConnectionRow[] {
  const places = Map.groupBy(sockets, placeKey);
  const rows: ConnectionRow[] = [];
  for (const [key, own] of places) {
    const { documentUrl = '', frameId } = own[0]!.place;
    if (places.size > 1)
      rows.push({ kind: 'place', key, page: pageOf(documentUrl), frameId, count: own.length });
    for (const series of seriesOf(own)) pushSeries(rows, series, options);
  }
  return rows;
}

function pushSeries(rows: ConnectionRow[], series: readonly Socket[], options: ConnectionRowsOptions): void {
  const [first] = series;
  const latest = series.at(-1)!;
  // Not its id: a handshake seen before its constructor has one of its own, and the row is to stay the same.
  const key = `s${first!.ordinal}`;
  if (series.length === 1) {
    rows.push({ kind: 'socket', key, socket: latest });
    return;
  }
  const earlier = series.slice(0, -1);
  const open = options.open.has(key) || earlier.some(({ id }) => id === options.opened);
  rows.push({ kind: 'socket', key, socket: latest, attempts: series, open });
  if (!open) return;
  for (const socket of earlier.toReversed())
    rows.push({ kind: 'attempt', key: `a${socket.ordinal}`, socket });
}

/** Connections to one address, each begun after the one before had ended, in order of their first. */
function seriesOf(sockets: readonly Socket[]): Socket[][] {
  const all: Socket[][] = [];
  const running = new Map<string, Socket[][]>();
  for (const socket of sockets) {
    const { scheme, host, path } = splitUrl(socket.url);
    const address = `${scheme}://${host}${path}`;
    const candidates = running.get(address) ?? [];
    const before = candidates.find((series) => follows(series.at(-1)!, socket));
    if (before) before.push(socket);
    else {
      const series = [socket];
      all.push(series);
      running.set(address, [...candidates, series]);
    }
  }
  return all;
}

function follows(before: Socket, socket: Socket): boolean {
  const end = endedAt(before);
  if (end === undefined) return false;
  const wait = socket.createdAt - end;
  return wait >= -SLACK && wait <= LONGEST_WAIT;
}

/** Milliseconds that were waited before each attempt but the first. */
export function waitsOf(attempts: readonly Socket[]): number[] {
  return attempts
    .slice(1)
    .map((socket, at) => Math.max(0, socket.createdAt - (endedAt(attempts[at]!) ?? socket.createdAt)));
}

/** The attempts that a connection is one of: itself and those to its address before and after it. */
export function attemptsOf(sockets: readonly Socket[], socket: Socket): readonly Socket[] {
  const key = placeKey(socket);
  const own = sockets.filter((one) => placeKey(one) === key);
  return seriesOf(own).find((series) => series.some(({ id }) => id === socket.id)) ?? [socket];
}

/** How the waits between attempts grow. */
export type Backoff = 'grows' | 'steady' | 'none' | 'uneven';

/** Whether waits grow from attempt to attempt; `none`: there is next to no waiting. Judged from three waits on. */
export function backoffOf(waits: readonly number[]): Backoff | undefined {
  if (waits.length < 3) return undefined;
  if (waits.every((wait) => wait < 100)) return 'none';
  const ratios = waits.slice(1).map((wait, at) => (wait + 1) / (waits[at]! + 1));
  const middle = ratios.toSorted((a, b) => a - b)[ratios.length >> 1]!;
  if (middle > 1.2 && ratios.filter((ratio) => ratio < 0.9).length <= ratios.length / 4) return 'grows';
  return ratios.every((ratio) => ratio > 0.7 && ratio < 1.4) ? 'steady' : 'uneven';
}
