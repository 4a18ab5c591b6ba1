import type { Body } from '../session/observations';
import type { WebRequestBody } from './web-request-types';

/** A request body above this many bytes is not read: no OAuth request is near it. */
const LARGEST = 256 * 1024;

/** Bytes of a body that is no UTF-8 which are kept to be shown. */
const BINARY_PREFIX = 4 * 1024;

/**
 * What `onBeforeRequest` shows of a request's body: form fields (urlencoded, multipart), else text where the
 * bytes are UTF-8, else the first bytes. A Blob or file is not shown by the browser. Never throws.
 */
export function readRequestBody(requestBody: WebRequestBody | null | undefined): Body | undefined {
  if (!requestBody) return undefined;
  if (requestBody.formData) return { state: 'form', fields: formFields(requestBody.formData) };
  const parts = requestBody.raw ?? [];
  if (requestBody.error || parts.some((part) => !part.bytes)) return { state: 'unavailable', reason: 'blob' };
  const size = parts.reduce((sum, part) => sum + part.bytes!.byteLength, 0);
  if (size === 0) return undefined;
  if (size > LARGEST) return { state: 'unavailable', reason: 'too-large' };
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.bytes!), offset);
    offset += part.bytes!.byteLength;
  }
  return decodeBody(bytes);
}

function formFields(formData: Record<string, readonly unknown[]>): [string, string][] {
  return Object.entries(formData).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, typeof value === 'string' ? value : '']),
  );
}

function decodeBody(bytes: Uint8Array): Body {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { state: 'text', text, size: bytes.byteLength };
  } catch {
    const truncated = bytes.byteLength > BINARY_PREFIX;
    return { state: 'binary', bytes: bytes.slice(0, BINARY_PREFIX), truncated };
  }
}
