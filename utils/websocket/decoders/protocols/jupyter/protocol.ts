import type { Protocol } from '../../decoder';
import { asObject } from '../../json';
import { bySubprotocol, objects, pathOf, surest, when } from '../../sight';

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html, https://jupyter-server.readthedocs.io/en/latest/developers/websocket-protocols.html */
const jupyter: Protocol = {
  id: 'jupyter',
  title: 'Jupyter kernel',
  versions: 'messaging 5.x, default and v1.kernel.websocket.jupyter.org framing',
  detected:
    'subprotocol `v1.kernel.websocket.jupyter.org`, path `/api/kernels/<id>/channels`, or messages with header and parent_header',
  shows: 'message types by channel, code and output, replies with their status, buffers',
  detect: (context) =>
    surest(
      bySubprotocol(context, /^v1\.kernel\.websocket\.jupyter\.org$/),
      when(
        /\/api\/kernels\/[^/]+\/channels$/.test(pathOf(context.url)),
        0.95,
        'the URL path is /api/kernels/<id>/channels',
      ),
      when(
        objects(context).some(
          (m) => typeof asObject(m.header)?.msg_type === 'string' && 'parent_header' in m,
        ),
        0.93,
        'messages have a header with msg_type and a parent_header',
      ),
    ),
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [jupyter];
