import type { Observation } from '../session/observations';
import { fitted } from './bytes';
import { createHarmless } from './harmless';
import { jwtMark } from './jwt';
import { DERIVATIONS, fingerprint, isMark, markOf } from './marks';
import type { Engine, ReceiptLine, RedactionOptions } from './model';
import { personalKind, secretKind, snakeCase } from './names';
import { redactObservation } from './observations';
import { createSweep } from './sweep';
import { type SweepText, sweepObservation } from './sweep-observation';
import { redactText } from './text';

export type { ReceiptLine, RedactionLevel, RedactionOptions } from './model';

/** A redaction in two readings of one journal: whoever drives it may rest between two observations. */
export interface Redaction {
  /** First reading: takes in every secret that stands where secrets stand. */
  learn(seen: Observation): void;
  /**
   * Between the two: what each secret looks like in every encoding, one secret a step, for whoever rests in between.
   * The second reading does what is left of it.
   */
  prepare(): Iterable<void>;
  /** Second reading: the observation without any secret. */
  redact(seen: Observation): Observation;
  /** The same for a text that is no observation: a note, a title. */
  text(text: string, where: string): string;
  /** The kinds of secrets that were learned, as the receipt calls them. */
  kinds(): string[];
  /** What was redacted so far: complete when everything has been read a second time. */
  receipt(): ReceiptLine[];
}

export interface Redacted {
  /** Redacted one by one while they are read. */
  observations: Iterable<Observation>;
  /** What was redacted so far: complete once `observations` has been read to its end. */
  receipt(): ReceiptLine[];
}

/**
 * Redacts a journal on its way out. It is read twice: first to learn every secret from the places where secrets
 * stand, then to replace them there, and everywhere else that they occur in whatever encoding. The same secret has
 * the same mark all over, so what was joined by it still joins.
 */
export function createRedaction(options: RedactionOptions): Redaction {
  const { level } = options;
  if (level === 'none')
    return {
      learn() {},
      prepare: () => [],
      redact: (seen) => seen,
      text: (text) => text,
      kinds: () => [],
      receipt: () => [],
    };
  const learner = createEngine(options);
  let writer: ReturnType<typeof createEngine> | undefined;
  let left: Iterator<void> | undefined;
  function* prepare() {
    writer ??= createEngine(options, learner.secrets);
    left ??= writer.prepare();
    while (!left.next().done) yield;
  }
  const writing = () => {
    for (const _ of prepare());
    return writer!;
  };
  return {
    learn: (seen) => void redactObservation(learner.engine, seen),
    prepare,
    redact(seen) {
      const { engine, sweep } = writing();
      return sweepObservation(sweep, redactObservation(engine, seen));
    },
    text(text, where) {
      const { engine, sweep } = writing();
      return sweep(redactText(engine, text, where));
    },
    kinds: () => [...learner.called].sort(),
    receipt: () => writer?.receipt() ?? [],
  };
}

/**
 * Redacts a journal in one go: the first reading is done at once (about 20 µs a frame).
 *
 * @param read gives the journal, frame batches included, anew at each call
 */
export function redactJournal(read: () => Iterable<Observation>, options: RedactionOptions): Redacted {
  const redaction = createRedaction(options);
  if (options.level !== 'none') for (const seen of read()) redaction.learn(seen);
  return {
    observations: {
      *[Symbol.iterator]() {
        for (const seen of read()) yield redaction.redact(seen);
      },
    },
    receipt: redaction.receipt,
  };
}

/** A shorter secret is replaced only where its place says that it is one. */
const SHORTEST_KNOWN = 4;

function createEngine(options: RedactionOptions, learned: ReadonlyMap<string, string> = new Map()) {
  const { key, level } = options;
  const fields = new Set(options.fields?.map(snakeCase));
  const kinds = level === 'chosen' ? new Set([...(options.kinds ?? []), ...fields]) : undefined;
  /** Every secret with the kind that it was first seen as. */
  const secrets = new Map(learned);
  const marks = new Map<string, string>();
  const counts = new Map<string, ReceiptLine>();
  /** One secret may be called by several names. */
  const called = new Set<string>();
  const derived = new Map<string, { secret: string; derive: (secret: string) => string }>();
  /** Of what is learned or derived. */
  const lengths = new Set<number>();
  for (const secret of learned.keys()) lengths.add(secret.length);

  function count(what: string, where: string): void {
    const id = `${what}\n${where}`;
    const line = counts.get(id);
    if (line) line.count++;
    else counts.set(id, { what, where, count: 1 });
  }

  function replacement(value: string): string {
    let mark = marks.get(value);
    if (mark === undefined) {
      mark = jwtMark(engine, value, fingerprint(key, value)) ?? markOf(key, value, secrets.get(value));
      marks.set(value, mark);
    }
    return mark;
  }

  const engine: Engine = {
    level,
    harmless: createHarmless(),
    kindOf(name, value, claims = false) {
      if (fields.size > 0 && fields.has(snakeCase(name))) return snakeCase(name);
      return secretKind(name, value) ?? personalKind(name, claims);
    },
    sweep: (text) => sweep(text),
    mark(value, what, where) {
      if (value === '' || isMark(value)) return value;
      if (kinds && !kinds.has(what)) return value;
      called.add(what);
      if (!secrets.has(value)) secrets.set(value, what);
      count(secrets.get(value)!, where);
      return replacement(value);
    },
    hide(value, what, where) {
      if (value === '' || isMark(value)) return value;
      count(what, where);
      return markOf(key, value);
    },
    known(value, where) {
      // The text of a whole frame is not weighed against secrets that are all of another length.
      if (!lengths.has(value.length)) return undefined;
      if (value.length >= SHORTEST_KNOWN && learned.has(value)) {
        count(learned.get(value)!, where);
        return replacement(value);
      }
      const source = derived.get(value);
      return source?.derive(replacement(source.secret));
    },
  };

  const swept = createSweep();
  /** A mark that is a token itself is made of the others: all derivations first. */
  function* prepare(): Generator<void> {
    for (const secret of learned.keys()) {
      for (const derive of DERIVATIONS) {
        const value = derive(secret);
        derived.set(value, { secret, derive });
        lengths.add(value.length);
      }
      yield;
    }
    for (const secret of learned.keys()) {
      swept.add(secret, replacement(secret));
      yield;
    }
  }
  const sweep: SweepText = (text, fit = false) =>
    swept(text, (secret, form, by) => {
      count(learned.get(secret)!, 'elsewhere');
      return fit ? fitted(replacement(secret), form.length) : by;
    });
  return { engine, secrets, called, sweep, prepare, receipt: () => [...counts.values()] };
}
