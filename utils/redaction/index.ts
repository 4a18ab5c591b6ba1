import type { Observation } from '../session/observations';
import { fitted } from './bytes';
import { jwtMark } from './jwt';
import { DERIVATIONS, fingerprint, isMark, markOf } from './marks';
import type { Engine, ReceiptLine, RedactionOptions } from './model';
import { redactObservation } from './observations';
import { createSweep } from './sweep';
import { type SweepText, sweepObservation } from './sweep-observation';

export type { ReceiptLine, RedactionLevel, RedactionOptions } from './model';

export interface Redacted {
  /** Redacted one by one while they are read. */
  observations: Iterable<Observation>;
  /** What was redacted so far: complete once `observations` has been read to its end. */
  receipt(): ReceiptLine[];
}

/**
 * Redacts a journal on its way out. It is read twice: first to learn every secret from the places where secrets
 * stand, then to replace them there, and everywhere else that they occur in whatever encoding. The same secret has
 * the same mark all over, so what was joined by it still joins. The first reading is done at once (about 20 µs a
 * frame): a large session is redacted in a worker.
 *
 * @param read gives the journal, frame batches included, anew at each call
 */
export function redactJournal(read: () => Iterable<Observation>, options: RedactionOptions): Redacted {
  if (options.level === 'none') return { observations: read(), receipt: () => [] };
  const learner = createEngine(options);
  for (const seen of read()) redactObservation(learner.engine, seen);
  const writer = createEngine(options, learner.secrets);
  return {
    observations: {
      *[Symbol.iterator]() {
        for (const seen of read())
          yield sweepObservation(writer.sweep, redactObservation(writer.engine, seen));
      },
    },
    receipt: writer.receipt,
  };
}

/** A shorter secret is replaced only where its place says that it is one. */
const SHORTEST_KNOWN = 4;

function createEngine({ key, level }: RedactionOptions, learned: ReadonlyMap<string, string> = new Map()) {
  /** Every secret with the kind that it was first seen as. */
  const secrets = new Map(learned);
  const marks = new Map<string, string>();
  const counts = new Map<string, ReceiptLine>();
  const derived = new Map<string, { secret: string; derive: (secret: string) => string }>();
  for (const secret of learned.keys()) {
    for (const derive of DERIVATIONS) derived.set(derive(secret), { secret, derive });
  }

  function count(what: string, where: string): void {
    const id = `${what}\n${where}`;
    const line = counts.get(id);
    if (line) line.count++;
    else counts.set(id, { what, where, count: 1 });
  }

  function replacement(value: string): string {
    let mark = marks.get(value);
    if (mark === undefined) {
      mark = jwtMark(engine, value, fingerprint(key, value)) ?? markOf(key, value);
      marks.set(value, mark);
    }
    return mark;
  }

  const engine: Engine = {
    level,
    mark(value, what, where) {
      if (value === '' || isMark(value)) return value;
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
      if (value.length >= SHORTEST_KNOWN && learned.has(value)) {
        count(learned.get(value)!, where);
        return replacement(value);
      }
      const source = derived.get(value);
      return source?.derive(replacement(source.secret));
    },
  };

  const swept = createSweep(new Map([...learned.keys()].map((secret) => [secret, replacement(secret)])));
  const sweep: SweepText = (text, fit = false) =>
    swept(text, (secret, form, by) => {
      count(learned.get(secret)!, 'elsewhere');
      return fit ? fitted(replacement(secret), form.length) : by;
    });
  return { engine, secrets, sweep, receipt: () => [...counts.values()] };
}
