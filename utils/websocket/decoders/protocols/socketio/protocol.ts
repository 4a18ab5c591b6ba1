import type { Protocol } from '../../decoder';
import { heads, pathOf, queryOf, surest, when } from '../../sight';

/** Socket.IO protocol 4 and 5 on Engine.IO protocol 3 and 4. */
const socketio: Protocol = {
  id: 'socketio',
  title: 'Socket.IO (Engine.IO)',
  versions: 'Socket.IO 2 to 4 (protocol 4 and 5), Engine.IO 3 and 4',
  detected: '`EIO=` and `transport=websocket` in the URL, or an Engine.IO open packet with `sid`',
  shows: 'events with arguments, acks, namespaces, binary attachments put back in place',
  stateful: true,
  detect(context) {
    const eio = queryOf(context.url, 'EIO');
    return surest(
      when(
        eio !== null && queryOf(context.url, 'transport') === 'websocket',
        0.97,
        `the URL has EIO=${eio} and transport=websocket`,
      ),
      when(
        heads(context).some(
          (text) => text.startsWith('0{') && text.includes('"sid":') && text.includes('"pingInterval":'),
        ),
        0.95,
        'a frame is an Engine.IO open packet with sid and pingInterval',
      ),
      when(
        /\/(socket|engine)\.io\/$/.test(pathOf(context.url)),
        0.6,
        'the URL ends in /socket.io/ or /engine.io/',
      ),
    );
  },
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [socketio];
