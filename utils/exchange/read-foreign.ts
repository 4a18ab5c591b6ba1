import { isObject } from '../oauth/encoding';
import type { Observation } from '../session/observations';
import { type Read, SESSION_FORMAT, type SessionHeader } from './model';
import { readHarFile } from './read-har';
import { isSamlTracer, readSamlTracer } from './read-saml-tracer';
import { readSession } from './read-session';

/** What a file held that need not be ours. */
export interface ForeignFile {
  observations: readonly Observation[];
  /** Who wrote it, as far as it says. */
  header: SessionHeader;
  /** A sentence on what of it could not be read. */
  note?: string;
}

/**
 * Reads any file that this program knows: a session file, a HAR 1.2, an export of SAML-tracer. Never throws: what is
 * wrong is told in a sentence.
 *
 * @param attachments contents of files beside it, by name
 */
export function readAnyFile(
  text: string,
  attachments: ReadonlyMap<string, string> = new Map(),
): Read<{ file: ForeignFile }> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { ok: false, error: notJson(text, error) };
  }
  if (isObject(parsed) && parsed.format === SESSION_FORMAT) {
    const read = readSession(text);
    if (!read.ok) return read;
    const { observations, ...header } = read.session;
    return { ok: true, file: { observations, header } };
  }
  if (isSamlTracer(parsed)) {
    const exportedAt = typeof parsed.timestamp === 'string' ? parsed.timestamp : new Date(0).toISOString();
    const header = { exportedAt, generator: { name: 'SAML-tracer', version: '' } };
    return { ok: true, file: { observations: readSamlTracer(parsed), header } };
  }
  return readHarFile(parsed, attachments);
}

function notJson(text: string, error: unknown): string {
  const start = text.trimStart();
  if (start === '') return 'This file is empty.';
  if (!/^[{[]/.test(start)) return 'This is no session file and no HAR: it is not JSON.';
  // "… in JSON at position 17": the browser's own words, which quote the file only in pieces.
  const where = /position \d+|line \d+ column \d+/.exec(error instanceof Error ? error.message : '')?.[0];
  return `This file begins as JSON and is broken${where ? ` at ${where}` : ''}: it may have been cut off.`;
}
