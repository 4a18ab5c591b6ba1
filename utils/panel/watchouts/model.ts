import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { FrameStore } from '../../session/frames';
import type { Session } from '../../session/model';
import type { Watcher, WatchoutResult } from '../../watchouts';
import type { Turns } from '../findings';
import type { Evaluation, RulesModel } from '../findings/model';
import type { Work } from '../slices';

export interface WatchoutsModel {
  /** How it stands with each, in the order of the rules; undefined until they were looked at. */
  results: ReadonlySignal<readonly WatchoutResult[] | undefined>;
  /** Why they could not be judged. */
  failure: ReadonlySignal<string | undefined>;
  close(): void;
}

interface WatchoutsOptions extends Pick<RulesModel, 'rules'> {
  session: ReadonlySignal<Session>;
  frames: FrameStore;
  evaluation: ReadonlySignal<Evaluation | undefined>;
  /** The present, a second at a time, epoch ms. */
  clock: ReadonlySignal<number>;
  /** Brings what judges, with the first rule. */
  load: () => Promise<{ createWatcher(): Watcher; breathing(): Work['pause'] }>;
  turns?: Turns;
}

/** Holds the session against its watch-outs while it grows; without one nothing is loaded and nothing is done. */
export function createWatchouts(options: WatchoutsOptions): WatchoutsModel {
  const { rules, session, frames, evaluation, clock, load, turns } = options;
  const results = signal<readonly WatchoutResult[]>();
  const failure = signal<string>();
  let watcher: Watcher | undefined;

  async function run(): Promise<void> {
    try {
      const { createWatcher, breathing } = await load();
      watcher ??= createWatcher();
      const watchouts = rules.peek().watchouts ?? [];
      results.value = await watcher.watch({
        session: session.peek(),
        frames,
        watchouts,
        now: clock.peek(),
        report: evaluation.peek()?.report,
        pause: breathing(),
      });
      failure.value = undefined;
    } catch (error) {
      failure.value = error instanceof Error ? error.message : String(error);
    }
  }

  const tick = turns?.(run);
  const stop = effect(() => {
    const some = (rules.value.watchouts?.length ?? 0) > 0;
    if (!some) {
      results.value = undefined;
      return;
    }
    // Read here, so that a change of any asks for another turn.
    void [session.value, evaluation.value, clock.value];
    tick?.request();
  });

  return {
    results,
    failure,
    close() {
      stop();
      tick?.cancel();
    },
  };
}
