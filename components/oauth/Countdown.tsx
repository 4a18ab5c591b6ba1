import type { ReadonlySignal } from '@preact/signals';
import type { Token } from '@/utils/oauth/model';
import { expiryBasis, lifetimeAt } from '@/utils/panel/oauth';
import styles from './Countdown.module.css';

/** What is left of a token's life, as words and as a bar. */
export function Countdown({ token, clock }: { token: Token; clock: ReadonlySignal<number> }) {
  const lifetime = lifetimeAt(token, clock.value);
  const live = lifetime.phase === 'live';
  const share = live ? lifetime.share : undefined;
  const basis = expiryBasis(token);
  return (
    <div class={styles.countdown} data-phase={live && lifetime.soon ? 'soon' : lifetime.phase}>
      <div class={styles.track} aria-hidden="true">
        {share !== undefined && <div class={styles.left} style={{ transform: `scaleX(${share})` }} />}
      </div>
      <span class={styles.words}>{lifetime.text}</span>
      {basis && <span class={styles.basis}>{basis}</span>}
    </div>
  );
}
