import { isObject } from '../oauth/encoding';
import type { Observation } from '../session/observations';
import { decodeBase64 } from './binary';
import { type Read, SESSION_FORMAT, SESSION_VERSION, type SessionFile } from './model';
import { HEADER, OBSERVATIONS, type Shape } from './shapes';

/**
 * Reads a session file (docs/session-format.md). Never throws: what is wrong with the file is told in one sentence
 * for the person who chose it.
 */
export function readSession(text: string): Read<{ session: SessionFile }> {
  const file = parse(text);
  if (!isObject(file)) return wrong('This is not a session file: it is not JSON.');
  if (file.format !== SESSION_FORMAT) return wrong('This is JSON, but not a session file of Handshake.');
  const { version } = file;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return wrong('This session file does not say which version of the format it has.');
  }
  if (version > SESSION_VERSION) {
    return wrong(
      `This session file has version ${version} of the format; this Handshake reads up to ${SESSION_VERSION}. Update it.`,
    );
  }
  const header = HEADER(file);
  if (header) return wrong(`The head of this session file is broken${join(header)}.`);
  if (!Array.isArray(file.observations)) return wrong('This session file has no list of observations.');
  for (const [i, seen] of file.observations.entries()) {
    const broken = check(seen);
    if (broken) return wrong(`Observation ${i + 1} of this session file is broken${join(broken)}.`);
  }
  const { exportedAt, generator, browser, page, rules, redaction, observations } =
    file as unknown as SessionFile;
  return { ok: true, session: { exportedAt, generator, browser, page, rules, redaction, observations } };
}

/** Parses, with `{"base64":…}` made bytes on the way. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => {
      if (!isObject(value) || typeof value.base64 !== 'string' || Object.keys(value).length !== 1)
        return value;
      return decodeBase64(value.base64) ?? value;
    });
  } catch {
    return undefined;
  }
}

function check(seen: unknown): string | undefined {
  const kind = isObject(seen) ? seen.kind : undefined;
  if (typeof kind !== 'string' || !Object.hasOwn(OBSERVATIONS, kind)) return 'has no known "kind"';
  return (
    OBSERVATIONS[kind as Observation['kind']](seen) ??
    (kind === 'socket-frames' ? uneven(seen as Columns) : undefined)
  );
}

type Columns = Extract<Observation, { kind: 'socket-frames' }>;

function uneven({ sockets, seqs, times, flags, sizes, payloads }: Columns): ReturnType<Shape> {
  const lengths = new Set([sockets, seqs, times, flags, sizes, payloads].map((column) => column.length));
  return lengths.size === 1 ? undefined : 'has columns of different lengths';
}

function join(problem: string): string {
  return problem.startsWith(':') ? problem : `: it ${problem}`;
}

function wrong(error: string): { ok: false; error: string } {
  return { ok: false, error };
}
