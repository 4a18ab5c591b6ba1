import type { Observation } from '../session/observations';
import { BrokenFile, type Read, type SessionHeader } from './model';
import { createSessionReader } from './session-reader';

/** One line holds up to a thousand frames with their payloads; a longer one is no session's. */
const LONGEST_LINE = 256 * 1024 * 1024;

export interface SessionSink {
  /** Takes the observations of some lines; what it awaits holds the reading up. */
  take(observations: readonly Observation[], header: SessionHeader): void | Promise<void>;
  /** Bytes of the file that have been read. */
  progress?(bytes: number): void;
  signal?: AbortSignal;
}

/**
 * Reads a session file from a stream, plain or packed with gzip (RFC 1952), and keeps nothing of it: a file of any
 * length costs one line of memory. Never throws on what is in the file; rejects with the signal's reason.
 */
export async function readSessionStream(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  { take, progress, signal }: SessionSink,
): Promise<Read<{ header: SessionHeader; incomplete?: string }>> {
  const reader = createSessionReader();
  let cut = false;
  let told = 0;
  try {
    const counted = stream.pipeThrough(
      counting((bytes) => progress?.(bytes)),
      { signal },
    );
    const text = (await unpacked(counted)).pipeThrough(new TextDecoderStream());
    try {
      for await (const lines of linesOf(text)) {
        signal?.throwIfAborted();
        const observations = lines.flatMap((line) => reader.line(line));
        told += observations.length;
        if (observations.length > 0) await take(observations, reader.header!);
      }
    } catch (error) {
      // What was packed and cut off cannot be unpacked to its end.
      if (signal?.aborted || error instanceof BrokenFile || told === 0) throw error;
      cut = true;
    }
    const { header, observations, incomplete } = reader.end();
    if (observations.length > 0) await take(observations, header);
    const broken =
      incomplete ?? (cut ? 'This session file breaks off: what comes before that is shown.' : undefined);
    return { ok: true, header, ...(broken && { incomplete: broken }) };
  } catch (error) {
    signal?.throwIfAborted();
    const why = error instanceof BrokenFile ? error.message : 'This file cannot be unpacked: it is damaged.';
    return { ok: false, error: why };
  }
}

function counting(progress: (bytes: number) => void): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      progress(bytes);
      controller.enqueue(chunk);
    },
  });
}

/** The stream, unpacked where its first bytes say that it is packed. */
export async function unpacked(
  stream: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const reader = stream.getReader();
  const { value: first } = await reader.read();
  const rest = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      if (first) controller.enqueue(first as Uint8Array<ArrayBuffer>);
      else controller.close();
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return first?.[0] === 0x1f && first[1] === 0x8b ? rest.pipeThrough(new DecompressionStream('gzip')) : rest;
}

/** The whole lines of each piece of text, the last one whether it is ended or not. */
async function* linesOf(stream: ReadableStream<string>): AsyncGenerator<string[]> {
  let parts: string[] = [];
  let length = 0;
  // Firefox has no asynchronous iteration of streams everywhere: read by hand.
  const reader = stream.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const lines = piece.value.split('\n');
      if (lines.length === 1) {
        parts.push(piece.value);
        length += piece.value.length;
        if (length > LONGEST_LINE) throw new BrokenFile('This session file has a line that is too long.');
        continue;
      }
      lines[0] = parts.join('') + lines[0];
      parts = [lines.pop()!];
      length = parts[0]!.length;
      yield lines;
    }
    if (length > 0) yield [parts.join('')];
  } finally {
    reader.cancel().catch(() => {});
  }
}
