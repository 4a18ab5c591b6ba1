import type { Observation } from '../session/observations';
import { encodeBase64 } from './binary';
import { SESSION_FORMAT, SESSION_VERSION, type SessionHeader } from './model';

/**
 * Writes a session file piece by piece (docs/session-format.md): each observation is a line, so that a file can be
 * streamed out, compared and searched. The redaction's receipt is asked for at the end, when it is complete.
 */
export function* writeSession(
  header: Omit<SessionHeader, 'redaction'>,
  observations: Iterable<Observation>,
  redaction?: () => SessionHeader['redaction'],
): Generator<string> {
  const { exportedAt, generator, browser, page, rules, counts } = header;
  const about = { exportedAt, generator, browser, page, rules, counts };
  const head = { format: SESSION_FORMAT, version: SESSION_VERSION, ...about };
  yield `${JSON.stringify(head).slice(0, -1)},"observations":[`;
  let separator = '\n';
  for (const observation of observations) {
    yield separator + JSON.stringify(toPlain(observation));
    separator = ',\n';
  }
  yield '\n]';
  const receipt = redaction?.();
  if (receipt) yield `,"redaction":${JSON.stringify(receipt)}`;
  yield '}\n';
}

/** Bytes as `{"base64":…}`, columns as lists; all else is JSON already. */
function toPlain(observation: Observation): unknown {
  switch (observation.kind) {
    case 'socket-frames': {
      const { sockets, seqs, times, flags, sizes, payloads } = observation;
      return {
        ...observation,
        sockets: Array.from(sockets),
        seqs: Array.from(seqs),
        times: Array.from(times),
        flags: Array.from(flags),
        sizes: Array.from(sizes),
        payloads: payloads.map((payload) =>
          payload === null || typeof payload === 'string' ? payload : plainBytes(payload),
        ),
      };
    }
    case 'frame-payload':
      return { ...observation, payload: plainBytes(observation.payload) };
    case 'request-started':
    case 'response-body': {
      const { body } = observation;
      return body?.state === 'binary'
        ? { ...observation, body: { ...body, bytes: plainBytes(body.bytes) } }
        : observation;
    }
    case 'marked': {
      const { image } = observation;
      return image ? { ...observation, image: { ...image, bytes: plainBytes(image.bytes) } } : observation;
    }
    default:
      return observation;
  }
}

function plainBytes(bytes: Uint8Array | ArrayBuffer): { base64: string } {
  return { base64: encodeBase64(ArrayBuffer.isView(bytes) ? bytes : new Uint8Array(bytes)) };
}
