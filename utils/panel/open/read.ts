import { readAnyFile, readSessionStream, unpacked } from '../../exchange';
import type { SessionHeader } from '../../exchange/model';
import { createSessionFold } from '../../session';
import type { SessionFold } from '../../session/fold';
import type { Observation } from '../../session/observations';
import { createBreath, nextTurn, type Work } from '../slices';
import { readZip } from './zip';

/** What a file chooser, a drop or a paste gives. */
export type OpenableFile = Pick<File, 'name' | 'size' | 'slice' | 'stream'>;

/** A session that was read from a file, folded. */
export interface OpenedSession {
  fold: SessionFold;
  header: SessionHeader;
  name: string;
  /** A sentence on what of the file could not be read. */
  note?: string;
}

export type ReadResult = ({ ok: true } & OpenedSession) | { ok: false; error: string };

/** A text longer than this cannot be held in one string by every browser. */
const LONGEST_TEXT = 400 * 1024 * 1024;

/** Observations folded between two looks at the clock. */
const STRIDE = 50;

/**
 * Opens what somebody chose: a session file of any length, read as a stream; a HAR, also with its files beside it or in
 * a zip (Playwright); an export of SAML-tracer. Never throws on what is in a file; rejects with the signal's reason.
 */
export async function readFiles(
  files: readonly OpenableFile[],
  given: Partial<Work> = {},
): Promise<ReadResult> {
  const work: Work = { pause: nextTurn, ...given };
  const main = files.find(({ name }) => /\.(har|zip|gz)$/i.test(name)) ?? files.find(isJson) ?? files[0];
  if (!main) return { ok: false, error: 'There is no file.' };
  const fold = createSessionFold();
  const { name } = main;
  const head = new Uint8Array(await main.slice(0, 4).arrayBuffer());
  if (head[0] === 0x50 && head[1] === 0x4b) {
    const zip = readZip(new Uint8Array(await main.slice(0, main.size).arrayBuffer()));
    return zip.ok ? foreign(zip.text, zip.attachments, { fold, name, work }) : zip;
  }
  const beginning = await beginningOf(main);
  if (beginning.includes('"handshake-session"')) return session(main, fold, work);
  if (main.size > LONGEST_TEXT)
    return {
      ok: false,
      error: 'This file is too large to be read: only session files may be of any length.',
    };
  const attachments = new Map<string, string>();
  for (const file of files) if (file !== main) attachments.set(file.name, await textOf(file));
  return foreign(await textOf(main), attachments, { fold, name, work });
}

const isJson = ({ name }: OpenableFile) => /\.json$/i.test(name);

/** The first text of a file, unpacked. */
async function beginningOf(file: OpenableFile): Promise<string> {
  try {
    const reader = (await unpacked(file.slice(0, 65_536).stream())).getReader();
    const { value } = await reader.read();
    reader.cancel().catch(() => {});
    return new TextDecoder().decode(value?.subarray(0, 4096));
  } catch {
    return '';
  }
}

/** The whole text of a file, unpacked; empty where it is damaged. */
async function textOf(file: OpenableFile): Promise<string> {
  try {
    return await new Response(await unpacked(file.stream())).text();
  } catch {
    return '';
  }
}

async function session(file: OpenableFile, fold: SessionFold, work: Work): Promise<ReadResult> {
  const { progress, signal } = work;
  const breath = createBreath(work);
  let bytes = 0;
  const read = await readSessionStream(file.stream(), {
    signal,
    progress: (read) => {
      bytes = read;
    },
    async take(observations) {
      await apply(fold, observations, () => breath(() => bytes / file.size));
    },
  });
  progress?.(1);
  if (!read.ok) return read;
  return {
    ok: true,
    fold,
    header: read.header,
    name: file.name,
    ...(read.incomplete && { note: read.incomplete }),
  };
}

async function apply(
  fold: SessionFold,
  observations: readonly Observation[],
  breath: () => Promise<void> | undefined,
): Promise<void> {
  for (let at = 0; at < observations.length; at += STRIDE) {
    const some = observations.slice(at, at + STRIDE);
    // A batch is a thousand frames: each may take its own time.
    if (some.some(({ kind }) => kind === 'socket-frames')) {
      for (const one of some) {
        fold.apply([one]);
        await breath();
      }
    } else {
      fold.apply(some);
      await breath();
    }
  }
}

interface Foreign {
  fold: SessionFold;
  name: string;
  work: Work;
}

async function foreign(
  text: string,
  attachments: ReadonlyMap<string, string>,
  { fold, name, work }: Foreign,
): Promise<ReadResult> {
  const read = readAnyFile(text, attachments);
  if (!read.ok) return read;
  const { observations, header, note } = read.file;
  const breath = createBreath(work);
  let done = 0;
  await apply(fold, observations, () => {
    done += STRIDE;
    return breath(() => done / observations.length);
  });
  return { ok: true, fold, header, name, ...(note && { note }) };
}
