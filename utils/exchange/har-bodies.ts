import type { JsonObject } from '../oauth/encoding';
import type { Body } from '../session/observations';
import { decodeBase64 } from './binary';
import { listIn, objectIn, textIn } from './json-members';

/** A body that was put into a file of its own (Playwright's `_file`). */
function withFile(
  body: JsonObject | undefined,
  attachments: ReadonlyMap<string, string>,
): JsonObject | undefined {
  const text = attachments.get(textIn(body, '_file') ?? '');
  // Playwright leaves an empty text beside the file.
  return body && text !== undefined && !textIn(body, 'text') ? { ...body, text } : body;
}

/** What was sent: as HAR has it, or as HTTP Toolkit keeps what is no text (`_content`). */
export function requestBody(
  request: JsonObject | undefined,
  attachments: ReadonlyMap<string, string>,
): Body | undefined {
  const binary = objectIn(request, '_content');
  const postData = withFile(
    binary ? { ...objectIn(request, 'postData'), ...binary } : objectIn(request, 'postData'),
    attachments,
  );
  if (!postData) return undefined;
  const mime = textIn(postData, 'mimeType');
  const text = textIn(postData, 'text');
  if (text && postData.encoding === 'base64') {
    const bytes = decodeBase64(text);
    if (bytes) return { state: 'binary', bytes, ...(mime && { mime }) };
  }
  // Chrome leaves params as they were encoded; the text says it in full.
  if (text && /x-www-form-urlencoded/i.test(mime ?? ''))
    return { state: 'form', fields: [...new URLSearchParams(text)] };
  const fields = listIn(postData, 'params').flatMap((param): [string, string][] => {
    const name = textIn(param, 'name');
    return name === undefined ? [] : [[name, textIn(param, 'value') ?? '']];
  });
  if (fields.length > 0) return { state: 'form', fields };
  return text === undefined ? undefined : { state: 'text', text, ...(mime && { mime }) };
}

/** What came back. */
export function responseBody(
  response: JsonObject | undefined,
  attachments: ReadonlyMap<string, string>,
): Body {
  const content = withFile(objectIn(response, 'content'), attachments);
  const text = textIn(content, 'text');
  const mime = textIn(content, 'mimeType');
  if (text === undefined) return { state: 'unavailable', reason: 'browser-error' };
  if (content?.encoding !== 'base64') return { state: 'text', text, ...(mime && { mime }) };
  const bytes = decodeBase64(text);
  return bytes
    ? { state: 'binary', bytes, ...(mime && { mime }) }
    : { state: 'unavailable', reason: 'browser-error' };
}
