import type { Socket, SocketId } from '../websocket/model';
import { endedAt } from './socket-view';
import { splitUrl } from './url';

/** A line of the list of connections. */
export type ConnectionRow =
  /** Heads the connections of one page or frame. */
  | { kind: 'place'; key: string; page: string; of: 'page' | 'frame' | 'worker'; count: number }
  /** A connection; where it was opened again and again, the latest, with all attempts in order. */
  | { kind: 'socket'; key: string; socket: Socket; attempts?: readonly Socket[]; open?: boolean }
  /** An earlier one, beneath the latest. */
  | { kind: 'attempt'; key: string; socket: Socket };

export interface ConnectionRowsOptions {
  /** Rows that were unfolded (true) or folded by hand, by their keys. */
  open: ReadonlyMap<string, boolean>;
  /** The connection that is looked at: its row is never folded away. */
  opened?: SocketId;
}

/** Attempts that stand unfolded by themselves: a close and the return after it are seen at a glance. */
const FEW = 2;
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

interface Place {
  head: ConnectionRow & { kind: 'place' };
  series: readonly (readonly Socket[])[];
}

/** What is opened or folded changes with a click, and of a thousand connections the rest does not. */
const PLACES = new WeakMap<readonly Socket[], readonly Place[]>();

function placesOf(sockets: readonly Socket[]): readonly Place[] {
  const places = Array.from(Map.groupBy(sockets, placeKey), ([key, own]): Place => {
    const { place } = own[0]!;
    return {
      head: {
        kind: 'place',
        key,
        page: pageOf(place.documentUrl ?? ''),
        of: kindOf(place),
        count: own.length,
      },
      series: seriesOf(own),
    };
  });
  PLACES.set(sockets, places);
  return places;
}

/** A worker that several pages may share belongs to no tab; Firefox names its script as the document. */
function kindOf({ tabId, frameId }: Socket['place']): 'page' | 'frame' | 'worker' {
  if (tabId < 0 || frameId < 0) return 'worker';
  return frameId === 0 ? 'page' : 'frame';
}

/** Connections as rows: by page and frame where there are several, reconnects to one address folded. */
export function connectionRows(sockets: readonly Socket[], options: ConnectionRowsOptions): ConnectionRow[] {
  const places = PLACES.get(sockets) ?? placesOf(sockets);
  const rows: ConnectionRow[] = [];
  for (const { head, series } of places) {
    if (places.length > 1) rows.push(head);
    for (const one of series) pushSeries(rows, one, options);
  }
  return rows;
}

function pushSeries(rows: ConnectionRow[], series: readonly Socket[], options: ConnectionRowsOptions): void {
  const [first] = series;
  const latest = series.at(-1)!;
  // Not its id: a handshake seen before its constructor has one of its own, and the row is to stay the same.
  const key = `s${first!.ordinal}`;
  if (series.length < 2) {
    rows.push({ kind: 'socket', key, socket: latest });
    return;
  }
  const earlier = series.slice(0, -1);
  const open =
    (options.open.get(key) ?? series.length <= FEW) || earlier.some(({ id }) => id === options.opened);
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
