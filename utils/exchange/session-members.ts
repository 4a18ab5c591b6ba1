import { isObject, type JsonObject } from '../oauth/encoding';
import type { Observation } from '../session/observations';
import { decodeBase64 } from './binary';
import { migrate } from './migrate';
import { BrokenFile, SESSION_FORMAT, SESSION_VERSION, type SessionFile } from './model';
import { HEADER, OBSERVATIONS, type Shape } from './shapes';

/** The members outside the observations, of the newest version. Throws BrokenFile. */
export function readHeader(file: JsonObject): Omit<SessionFile, 'observations'> {
  if (file.format !== SESSION_FORMAT)
    throw new BrokenFile('This is JSON, but not a session file of Handshake.');
  const { version } = file;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    throw new BrokenFile('This session file does not say which version of the format it has.');
  if (version > SESSION_VERSION)
    throw new BrokenFile(
      `This session file has version ${version} of the format; this Handshake reads up to ${SESSION_VERSION}. Update it.`,
    );
  const members = migrate(file, version, SESSION_VERSION);
  const broken = HEADER(members);
  if (broken) throw new BrokenFile(`The head of this session file is broken${join(broken)}.`);
  const { exportedAt, generator, browser, page, rules, counts, redaction } =
    members as unknown as SessionFile;
  return { exportedAt, generator, browser, page, rules, counts, redaction };
}

/** Parses JSON with `{"base64":…}` made bytes on the way; undefined where it is none. */
export function parsePlain(text: string): unknown {
  try {
    // A reviver costs as much as the parsing: most lines have no bytes.
    return text.includes('"base64"') ? JSON.parse(text, revive) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function revive(_: string, value: unknown): unknown {
  if (!isObject(value) || typeof value.base64 !== 'string' || Object.keys(value).length !== 1) return value;
  return decodeBase64(value.base64) ?? value;
}

/** The value as the observation with this number. Throws BrokenFile. */
export function readObservation(seen: unknown, number: number): Observation {
  const broken = check(seen);
  if (broken) throw new BrokenFile(`Observation ${number} of this session file is broken${join(broken)}.`);
  return seen as Observation;
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
