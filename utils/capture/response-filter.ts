import type { Body } from '../session/observations';
import type { StreamFilter } from './web-request-types';

/** The most of a response that is kept (bytes); what is above passes to the page all the same. */
const LARGEST = 1024 * 1024;

/**
 * Reads a response on its way to the page (Firefox). Every chunk is passed on before anything else is done
 * with it, and whatever goes wrong here leaves the page with its response.
 *
 * @param attach opens the stream filter; may throw
 * @param done called once with the body, or with why there is none
 */
export function readResponse(
  attach: () => StreamFilter,
  mime: string | undefined,
  done: (body: Body) => void,
): void {
  let filter: StreamFilter;
  try {
    filter = attach();
  } catch {
    done({ state: 'unavailable', reason: 'browser-error' });
    return;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  let kept = 0;
  let finished = false;
  const finish = (body: () => Body) => {
    if (finished) return;
    finished = true;
    try {
      done(body());
    } catch {
      // The receiver's trouble is not the page's.
    }
  };
  filter.ondata = ({ data }) => {
    filter.write(data);
    size += data.byteLength;
    if (kept >= LARGEST) return;
    const chunk = new Uint8Array(data.slice(0, LARGEST - kept));
    chunks.push(chunk);
    kept += chunk.byteLength;
  };
  filter.onstop = () => {
    filter.disconnect();
    finish(() => textBody(chunks, size, kept, mime));
  };
  // The page has left, or took its frame away: what came until then was the page's too.
  filter.onerror = () =>
    finish(() =>
      kept > 0
        ? { ...textBody(chunks, size, kept, mime), truncated: true }
        : { state: 'unavailable', reason: 'browser-error' },
    );
}

function textBody(chunks: Uint8Array[], size: number, kept: number, mime: string | undefined): Body {
  const decoder = new TextDecoder();
  const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
  return {
    state: 'text',
    text,
    size,
    ...(mime && { mime }),
    ...(kept < size && { truncated: true }),
  };
}
