import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { FetchedKeys } from '../../oauth/proofs';
import type { FrameStore } from '../../session/frames';
import type { Session } from '../../session/model';
import type { Turns } from './idle';
import type { Evaluation, Evaluator, FetchDocument, FindingsModel, RulesModel } from './model';

interface FindingsOptions extends RulesModel {
  session: ReadonlySignal<Session>;
  frames: FrameStore;
  /** Brings the checks; absent where nothing is to be judged. */
  load?: () => Promise<Evaluator>;
  turns?: Turns;
  fetchDocument?: FetchDocument;
}

/**
 * What the checks say of the session, evaluated anew after it, the rules or the keys have changed. The checks are
 * loaded with the first flow or connection, not before.
 */
export function createFindings(options: FindingsOptions): FindingsModel {
  const { session, rules, set, frames, load, turns, fetchDocument } = options;
  const evaluation = signal<Evaluation>();
  const failure = signal<string>();
  const keys = signal<readonly FetchedKeys[]>([]);

  async function run(): Promise<void> {
    try {
      const { evaluate } = await load!();
      const seen = session.peek();
      const before = evaluation.peek()?.proofs;
      const next = await evaluate({
        session: seen,
        rules: rules.peek(),
        frames,
        fetched: keys.peek(),
        before,
      });
      failure.value = undefined;
      if (isWorthIt(session.peek())) evaluation.value = next;
    } catch (error) {
      failure.value = error instanceof Error ? error.message : String(error);
    }
  }

  const tick = load && turns?.(run);
  const stop = effect(() => {
    const there = isWorthIt(session.value);
    // Read here, so that a change of either asks for another turn.
    void [rules.value, keys.value];
    if (there) tick?.request();
    else evaluation.value = undefined;
  });

  return {
    evaluation,
    failure,
    rules,
    set,
    keys,
    fetchDocument,
    addKeys(added) {
      keys.value = [...keys.peek().filter(({ url }) => url !== added.url), added];
    },
    close() {
      stop();
      tick?.cancel();
    },
  };
}

const isWorthIt = ({ flows, sockets }: Session): boolean => flows.length > 0 || sockets.length > 0;
