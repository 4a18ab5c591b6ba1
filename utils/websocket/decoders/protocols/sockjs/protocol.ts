import type { Protocol } from '../../decoder';
import { tryJson } from '../../json';
import { pathOf, surest, texts, when } from '../../sight';

/** The messages in a SockJS frame: `a["…"]` from the server, `["…"]` or `"…"` from the client. */
export function carried(payload: string | Uint8Array): readonly string[] {
  if (typeof payload !== 'string') return [];
  const list = tryJson(payload.startsWith('a') ? payload.slice(1) : payload);
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

/** https://sockjs.github.io/sockjs-protocol/sockjs-protocol-0.3.3.html */
const sockjs: Protocol = {
  id: 'sockjs',
  title: 'SockJS',
  versions: '0.3 (protocol 0.3.3)',
  detected: 'URL path `/<server>/<session>/websocket` and frames `o`, `h`, `a[…]`, `c[…]`',
  shows: 'open, heartbeat, close; messages, read as the protocol that they carry',
  stateful: true,
  detect(context) {
    const path = /\/[^/.]{1,16}\/[^/.]{4,64}\/websocket$/.test(pathOf(context.url));
    const open = texts(context)[0] === 'o' || context.frames.find(({ sent }) => !sent)?.payload === 'o';
    return surest(
      when(
        path && open,
        0.98,
        'the URL ends in /<server>/<session>/websocket and the first frame received is "o"',
      ),
      when(open, 0.8, 'the first frame received is "o"'),
      when(
        path && /\/\d{3}\/[a-z0-9]{8}\/websocket$/.test(pathOf(context.url)),
        0.7,
        'the URL ends in three digits, a session of eight characters, /websocket',
      ),
    );
  },
  carried,
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [sockjs];
