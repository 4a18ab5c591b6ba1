import { shellQuote } from '../exchange/copy/shell';
import { codeBlock, plainMarkdown } from '../report/markdown-text';
import type { Frame } from '../session/frames';
import { hexDump } from './hex';
import { parseJson, valueText } from './json-value';

/** In what frames are copied. */
export type FrameForm = 'text' | 'json' | 'hex' | 'base64' | 'websocat' | 'markdown';

export const FRAME_FORMS: readonly FrameForm[] = ['text', 'json', 'hex', 'base64', 'websocat', 'markdown'];

export type FrameFacts = Pick<Frame, 'at' | 'sent' | 'binary' | 'size' | 'payload'>;

export interface Peer {
  url: string;
  protocols: readonly string[];
  origin?: string;
}

/**
 * Frames in a form, in order. One frame is its payload alone; of several each form tells them apart as is usual
 * for it: text a line each, JSON one list, base64 a line each, hex dumps under a heading.
 */
export function writeFrames(form: FrameForm, frames: readonly FrameFacts[], peer: Peer): string {
  switch (form) {
    case 'text':
      return frames.map((frame) => textOf(frame)).join('\n');
    case 'json':
      return frames.length === 1 ? jsonOf(frames[0]!) : JSON.stringify(frames.map(told), null, 2);
    case 'hex':
      return frames
        .map((frame) => (frames.length > 1 ? `# ${heading(frame)}\n` : '') + hexDump(bytesOf(frame)))
        .join('\n\n');
    case 'base64':
      return frames.map((frame) => toBase64(bytesOf(frame))).join('\n');
    case 'websocat':
      return websocatCommand(frames, peer);
    case 'markdown':
      return frames
        .map((frame) => `${plainMarkdown(heading(frame))}\n\n${codeBlock(shownIn(frame))}`)
        .join('\n\n');
  }
}

function textOf({ payload }: FrameFacts): string {
  if (payload === undefined) return '';
  return typeof payload === 'string' ? payload : new TextDecoder().decode(payload);
}

function bytesOf({ payload }: FrameFacts): Uint8Array {
  if (payload === undefined) return new Uint8Array();
  return typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
}

/** Indented where it is JSON, else the text as a JSON string. */
function jsonOf(frame: FrameFacts): string {
  const text = textOf(frame);
  const parsed = parseJson(text);
  if (!parsed.ok) return JSON.stringify(text);
  try {
    return valueText(parsed.value);
  } catch {
    // Nested deeper than it can be written anew.
    return text;
  }
}

function told(frame: FrameFacts) {
  const parsed = frame.binary ? undefined : parseJson(textOf(frame));
  return {
    at: new Date(frame.at).toISOString(),
    direction: frame.sent ? 'sent' : 'received',
    ...(frame.binary
      ? { base64: toBase64(bytesOf(frame)) }
      : parsed?.ok && !/\d{16}/.test(textOf(frame))
        ? { data: parsed.value }
        : { text: textOf(frame) }),
  };
}

const heading = (frame: FrameFacts): string =>
  `${new Date(frame.at).toISOString()} ${frame.sent ? 'sent' : 'received'} ${frame.size} B`;

const STEP = 0x8000;

/** RFC 4648 §4. In pieces, since an argument list has a bound. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += STEP) {
    binary += String.fromCharCode(...bytes.subarray(at, at + STEP));
  }
  return btoa(binary);
}

/** A frame's payload as a block of text. */
const shownIn = (frame: FrameFacts): string => (frame.binary ? hexDump(bytesOf(frame)) : textOf(frame));

/**
 * A shell command that connects as the page did and sends the frames that it sent. websocat sends a message for each
 * line, or for each part between NULs; binary goes through base64, a message for each write.
 */
function websocatCommand(frames: readonly FrameFacts[], { url, protocols, origin }: Peer): string {
  const sent = frames.filter((frame) => frame.sent && frame.payload !== undefined);
  const options = [
    ...(origin ? [`--origin ${shellQuote(origin)}`] : []),
    ...(protocols.length > 0 ? [`--protocol ${shellQuote(protocols.join(', '))}`] : []),
  ];
  const command = (extra: readonly string[]) => ['websocat', ...extra, ...options, shellQuote(url)].join(' ');
  if (sent.length === 0) return command([]);
  if (sent.every((frame) => !frame.binary)) {
    const lines = sent.some((frame) => textOf(frame).includes('\n'));
    const words = sent.map((frame) => shellQuote(textOf(frame))).join(' ');
    return lines
      ? `printf '%s\\0' ${words} | ${command(['--no-close', '--null-terminated'])}`
      : `printf '%s\\n' ${words} | ${command(['--no-close'])}`;
  }
  const largest = Math.max(...sent.map((frame) => bytesOf(frame).length));
  const writes = sent.map((frame) => `printf %s ${shellQuote(toBase64(bytesOf(frame)))} | base64 -d`);
  return `{ ${writes.join('; sleep 0.2; ')}; } | ${command(['--no-close', '--binary', `-B ${Math.max(65536, largest)}`])}`;
}
