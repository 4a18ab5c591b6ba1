import { items } from '../items/index.ts';
import { type Kit, outcomeOf, show } from './kit.ts';

declare global {
  interface Window {
    outcomes?: Record<string, string>;
  }
}

/** An item that waits in vain, by whatever fault, is an outcome too. Milliseconds. */
const PATIENCE = 8_000;

async function outcome(run: () => unknown): Promise<string> {
  let timer = 0;
  const late = new Promise<string>((resolve) => {
    timer = window.setTimeout(() => resolve('nothing came'), PATIENCE);
  });
  const value = await Promise.race([
    late,
    (async () => run())().then(show, (error) =>
      outcomeOf(() => {
        throw error;
      }),
    ),
  ]);
  clearTimeout(timer);
  return JSON.stringify(value, undefined, 1) ?? 'undefined';
}

async function runItems(kit: Kit): Promise<Record<string, string>> {
  const outcomes: Record<string, string> = {};
  for (const [name, item] of Object.entries(items)) outcomes[name] = await outcome(() => item(kit));
  return outcomes;
}

const sockets = document.querySelector('meta[name=sockets]')!.getAttribute('content')!;
void runItems({ sockets }).then((outcomes) => {
  window.outcomes = outcomes;
});
