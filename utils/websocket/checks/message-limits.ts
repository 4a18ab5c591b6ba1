import { atSocket, type Problem, proved, say, socketCheck, websocketSecurity } from '../../checks/authoring';
import { frameRates } from './frame-rates';

const LARGE = 64 * 1024;
const MANY = 100;

export const messageLimits = socketCheck({
  id: 'websocket/message-limits',
  title: 'Messages are small and not too many',
  severity: 'information',
  spec: websocketSecurity('Denial of Service Protection'),
  explanation:
    'Servers do well to limit the size (64 KB is a usual start) and the rate (100 a minute) of messages, against overload by mistake or intent. Streams of prices, sound or pictures go beyond that for good reason.',
  mend: 'If it is no stream, look for a loop; otherwise set limits at the server that fit the traffic.',
  evaluate({ socket, context }) {
    if (!context.frames || socket.sent.frames + socket.received.frames === 0) return undefined;
    const { largest, busiest } = frameRates(context.frames, socket.id);
    const problems: Problem[] = [];
    if (largest && largest.size > LARGE)
      problems.push(
        proved(
          say`A message has ${Math.round(largest.size / 1024)} KB.`,
          atSocket(socket.id, `${largest.size} bytes`, largest.seq),
        ),
      );
    if (busiest && busiest.count > MANY)
      problems.push(
        proved(
          say`${busiest.count} messages within a minute.`,
          atSocket(socket.id, `${busiest.count} messages`, busiest.seq),
        ),
      );
    return problems;
  },
});
