import { t } from '../i18n';
import type { Frame } from '../session/frames';
import { hexOf } from '../websocket/decoders/bytes';

/** One line about a frame, for the list. */
export interface Summary {
  kind: 'text' | 'json' | 'binary' | 'empty' | 'missing';
  text: string;
}

const LENGTH = 240;
const BYTES = 24;

/** Control characters as their pictures (␀ to ␟, ␡), so that nothing hides; `lines` keeps line ends and tabs. */
export function visible(text: string, lines = false): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return text.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, (character) => {
    if (lines && (character === '\n' || character === '\t' || character === '\r')) return character;
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '�';
  });
}

/** A larger payload is not read whole for a line. */
const LARGE = 4096;

/**
 * What the list says of a frame: the beginning of its text, or its first bytes. Never longer than a line. `head` gives
 * the first bytes of a payload without reading the rest.
 */
export function summarise(frame: Frame, head?: (bytes: number) => Uint8Array | undefined): Summary {
  if (frame.missing === 'pending') return { kind: 'missing', text: t('frames.payloadPending') };
  if (frame.missing === 'unreadable') return { kind: 'missing', text: t('frames.payloadUnreadable') };
  if (head && frame.size > LARGE && frame.missing === undefined) {
    const bytes = head(frame.binary ? BYTES + 1 : 4 * LENGTH);
    if (bytes) return lineOf(frame.binary ? bytes : new TextDecoder().decode(bytes));
  }
  if (frame.payload === undefined) return { kind: 'missing', text: t('frames.payloadNotKept') };
  if (frame.size === 0) return { kind: 'empty', text: t('frames.empty') };
  return lineOf(frame.payload);
}

function lineOf(payload: string | Uint8Array): Summary {
  if (typeof payload !== 'string') {
    const more = payload.length > BYTES ? ' …' : '';
    return { kind: 'binary', text: hexOf(payload.subarray(0, BYTES)) + more };
  }
  const text = visible(payload.slice(0, LENGTH).replace(/\s*\n\s*/g, ' '));
  return { kind: /^\s*[[{]/.test(payload) ? 'json' : 'text', text };
}
