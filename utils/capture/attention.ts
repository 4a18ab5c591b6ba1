import type { Port } from '../transport/port';

/** How long scripts' requests are listened to in full after the last one of OAuth (ms). */
const LINGER = 30 * 60_000;

export interface AttentionOptions {
  now(): number;
  later(callback: () => void, delay: number): void;
  /** Something else wants it all, such as a recording. */
  needed(): boolean;
  /** What is to outlive the background has changed. */
  changed(): void;
}

/**
 * Whether every event of scripts' requests is listened to: while a page of ours is open or something is recorded, and for
 * a while after anything of OAuth was seen. An event costs the background 0.2 ms, and an ordinary page has hundreds.
 */
export interface Attention {
  /** A request of OAuth has been seen. */
  seen(): void;
  /** A page of ours is there, until its port ends. */
  hold(port: Pick<Port, 'onDisconnect'>): void;
  /** What is needed may have changed. */
  check(): void;
  /** Tells whether all is listened to: at once, and whenever that changes. */
  follow(listener: (full: boolean) => void): void;
  /** Until when it lasts by itself, in ms since the epoch. */
  state(): number;
  /** The stored state has been read, as far as there was one. Until then all is listened to. */
  restore(until: number | undefined): void;
}

export function createAttention({ now, later, needed, changed }: AttentionOptions): Attention {
  let restored = false;
  let until = 0;
  let held = 0;
  let full = true;
  let waiting = false;
  let tell: (full: boolean) => void = () => {};

  function check(): void {
    const next = !restored || held > 0 || needed() || now() < until;
    if (next === full) return;
    full = next;
    tell(full);
  }

  function wait(): void {
    if (waiting || now() >= until) return;
    waiting = true;
    later(() => {
      waiting = false;
      wait();
      check();
    }, until - now());
  }

  return {
    seen() {
      // Stored anew now and then, not for each of a thousand uses.
      const worth = until - now() < LINGER - 60_000;
      if (worth) {
        until = now() + LINGER;
        changed();
      }
      wait();
      check();
    },
    hold(port) {
      held += 1;
      port.onDisconnect.addListener(() => {
        held -= 1;
        check();
      });
      check();
    },
    check,
    follow(listener) {
      tell = listener;
      tell(full);
    },
    state: () => until,
    restore(stored) {
      until = Math.max(until, stored ?? 0);
      restored = true;
      wait();
      check();
    },
  };
}
