import { createBreath, nextTurn } from '../slices';

export { createWatcher } from '../../watchouts';

/** A rest for long work, taken every few milliseconds of it. */
export function breathing(): () => Promise<void> {
  const breath = createBreath({ pause: nextTurn });
  return async () => breath();
}
