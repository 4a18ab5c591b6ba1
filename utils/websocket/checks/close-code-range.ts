import { atSocket, proved, rfc, say, socketCheck } from '../../checks/authoring';

/** RFC 6455 §7.4.2 and the IANA registry; 1005, 1006 and 1015 are the browser's own words. */
const isAllowed = (code: number) =>
  (code >= 1000 && code <= 1003) || (code >= 1005 && code <= 1015) || (code >= 3000 && code <= 4999);

export const closeCodeRange = socketCheck({
  id: 'websocket/close-code-range',
  title: 'Close codes keep to their ranges',
  severity: 'must',
  spec: rfc(6455, '7.4.2'),
  explanation:
    'Below 1000 there are no close codes; 1000 to 2999 belong to the protocol, 3000 to 3999 to libraries, 4000 to 4999 to applications. Another one makes strict peers report a protocol error instead of the reason.',
  mend: 'Use a code between 4000 and 4999 for the application’s own reasons.',
  evaluate({ socket }) {
    const { state, closeCall } = socket;
    const codes = [state.phase === 'closed' ? state.code : undefined, closeCall?.code].filter(
      (code) => code !== undefined,
    );
    if (codes.length === 0) return undefined;
    return [...new Set(codes)]
      .filter((code) => !isAllowed(code))
      .map((code) =>
        proved(
          say`The close code ${code} lies outside the ranges.`,
          atSocket(socket.id, `close code ${code}`),
        ),
      );
  },
});
