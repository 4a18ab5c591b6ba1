import type { Observation } from './observations';

/**
 * What makes an observation the same as an earlier one: hooks announce a socket's life again when somebody starts
 * to look, and the background repeats its journal's tail after a restart.
 *
 * @returns undefined for frames, which are told apart by socket and number instead
 */
export function repeatKey(seen: Observation): string | undefined {
  switch (seen.kind) {
    case 'socket-frames':
    case 'frame-payload':
      return undefined;
    case 'socket-created':
    case 'socket-opened':
    case 'socket-errored':
    case 'socket-closed':
      return `${seen.kind}|${seen.socket}`;
    case 'socket-closing':
      return `${seen.kind}|${seen.socket}|${seen.at}`;
    case 'frames-dropped':
      return `${seen.kind}|${seen.socket}|${seen.at}|${seen.count}|${seen.where}`;
    case 'request-started':
    case 'request-sent':
    case 'response-started':
    case 'request-completed':
    case 'request-failed':
      return `${seen.kind}|${seen.requestId}|${seen.hop}|${seen.at}`;
    case 'response-body': {
      const { request, source, body } = seen;
      const of =
        'requestId' in request
          ? `${request.requestId}|${request.hop}`
          : `${request.method}|${request.startedAt}|${request.url}`;
      const detail =
        body.state === 'unavailable' ? body.reason : 'truncated' in body && body.truncated ? 'cut' : 'whole';
      return `${seen.kind}|${source}|${of}|${detail}`;
    }
    case 'navigated':
    case 'tab-opened':
      return `${seen.kind}|${seen.place.tabId}|${seen.place.frameId}|${seen.at}|${seen.url}`;
    case 'tab-closed':
      return `${seen.kind}|${seen.place.tabId}|${seen.at}`;
    case 'marked': {
      const on = seen.frame ? `${seen.frame.socket}|${seen.frame.seq}` : '';
      return `${seen.kind}|${seen.place.tabId}|${seen.place.frameId}|${seen.at}|${seen.by}|${on}|${seen.text}|${seen.id ?? ''}|${seen.image ? 'image' : ''}`;
    }
  }
}
