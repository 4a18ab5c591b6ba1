import { atSocket, proved, rfc, say, socketCheck } from '../../checks/authoring';
import { describeCloseCode } from '../close-codes';

export const closeCode = socketCheck({
  id: 'websocket/close-code',
  title: 'The connection ended in good order',
  severity: 'information',
  spec: rfc(6455, '7.4.1'),
  explanation:
    'Codes from 1002 to 1011 say why a side gave the connection up: a protocol error, data that it cannot take, a policy, a message too big, an error of its own. 1005, 1006 and 1015 are never sent: the browser makes them up to say what it did not see.',
  mend: 'See what the code means and look into the log of the side that sent it.',
  evaluate({ socket }) {
    const { state } = socket;
    if (state.phase !== 'closed') return undefined;
    const { code, reason, wasClean } = state;
    if (code < 1002 || code > 1015 || code === 1005) return [];
    const { name, meaning, next } = describeCloseCode(code);
    const quote = `${code} ${name}${reason ? `: ${reason.slice(0, 123)}` : ''}${wasClean ? '' : ' (not clean)'}`;
    return [proved(say`Closed with ${code}: ${meaning} ${next}`, atSocket(socket.id, quote))];
  },
});
