import type { Protocol } from '../../decoder';
import { bySubprotocol, pathOf, surest, when } from '../../sight';

/** https://kubernetes.io/docs/reference/using-api/api-concepts/ and remotecommand's constants */
const kubernetes: Protocol = {
  id: 'kubernetes',
  title: 'Kubernetes channels',
  versions: 'channel.k8s.io, v4, v5, and their base64 forms; exec, attach, port-forward',
  detected: 'subprotocol `…channel.k8s.io`, or the path of exec, attach or port-forward',
  shows: 'stdin, stdout, stderr, the exit status, terminal sizes; the ports of a forward',
  stateful: true,
  detect: (context) =>
    surest(
      bySubprotocol(context, /^(v[45]\.)?(base64\.)?(channel|portforward)\.k8s\.io$/),
      when(
        /\/pods\/[^/]+\/(exec|attach|portforward)$/.test(pathOf(context.url)),
        0.8,
        'the URL path is a pod’s exec, attach or portforward',
      ),
    ),
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [kubernetes];
