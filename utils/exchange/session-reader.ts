import { isObject } from '../oauth/encoding';
import type { Observation } from '../session/observations';
import { BrokenFile, type SessionHeader } from './model';
import { parsePlain, readHeader, readObservation } from './session-members';

/** Reads a session file line by line, as it is written: what was read need not be kept. */
export interface SessionReader {
  /** Takes the next line and gives the observations in it. Throws BrokenFile. */
  line(text: string): readonly Observation[];
  /** Says that no line follows. Throws BrokenFile. */
  end(): {
    header: SessionHeader;
    /** Of a file that is not laid out in lines: all of them. */
    observations: readonly Observation[];
    /** A sentence where the file breaks off: what came before holds. */
    incomplete?: string;
  };
  /** What the head says, once it was read. */
  readonly header: SessionHeader | undefined;
}

const OPENS = /"observations"\s*:\s*\[\s*$/;

const CUT = 'This session file breaks off: what comes before that is shown.';

export function createSessionReader(): SessionReader {
  let state: 'head' | 'list' | 'tail' | 'whole' = 'head';
  let head = '';
  let tail = '';
  let header: SessionHeader | undefined;
  let number = 0;
  const whole: string[] = [];

  function takeHead(line: string): void {
    if (line.trim() === '' && head === '') return;
    // Written by another hand: the list is not opened at the end of a line of its own.
    if (!OPENS.test(line)) {
      state = 'whole';
      whole.push(line);
      return;
    }
    const parsed = parsePlain(`${line}]}`);
    if (!isObject(parsed)) {
      state = 'whole';
      whole.push(line);
      return;
    }
    head = line;
    header = readHeader(parsed);
    state = 'list';
  }

  function takeItem(line: string): readonly Observation[] {
    const text = line.trim().replace(/,$/, '');
    if (text === '') return [];
    if (text.startsWith(']')) {
      state = 'tail';
      tail = line.trim();
      return [];
    }
    number++;
    const seen = parsePlain(text);
    if (seen === undefined) throw new BrokenFile(`Observation ${number} of this session file is not JSON.`);
    return [readObservation(seen, number)];
  }

  return {
    get header() {
      return header;
    },
    line(text) {
      if (state === 'list') return takeItem(text);
      if (state === 'head') takeHead(text);
      else if (state === 'tail') tail += text;
      else whole.push(text);
      return [];
    },
    end() {
      if (state === 'whole' || state === 'head') return readWhole(whole.join('\n'));
      const parsed = state === 'tail' ? parsePlain(head + tail) : undefined;
      if (!isObject(parsed)) return { header: header!, observations: [], incomplete: CUT };
      return { header: readHeader(parsed), observations: [] };
    },
  };
}

function readWhole(text: string): ReturnType<SessionReader['end']> {
  const file = parsePlain(text);
  if (file === undefined) throw new BrokenFile('This is not a session file: it is not JSON.');
  if (!isObject(file)) throw new BrokenFile('This is JSON, but not a session file of Handshake.');
  const header = readHeader(file);
  if (!Array.isArray(file.observations))
    throw new BrokenFile('This session file has no list of observations.');
  return { header, observations: file.observations.map((seen, i) => readObservation(seen, i + 1)) };
}
