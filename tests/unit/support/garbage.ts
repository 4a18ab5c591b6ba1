import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Whether nothing holds it any more. */
export async function isGone(held: WeakRef<object>): Promise<boolean> {
  // What was looked at in this task is kept until it has ended.
  await new Promise((resolve) => setTimeout(resolve));
  collect();
  return held.deref() === undefined;
}
