import { useRef, useState } from 'preact/hooks';

/**
 * Whether a connection's list stays at its newest frame: until one scrolls up, and again with another connection,
 * unless that is opened at a frame (`fromEnd` says which). And how many came since it does not.
 */
export function useFollowing(socket: string, count: number, fromEnd: boolean) {
  const state = useRef({ socket: '', follow: false, seen: 0 });
  const [, again] = useState(0);
  if (state.current.socket !== socket) state.current = { socket, follow: fromEnd, seen: count };
  const { follow } = state.current;
  if (follow) state.current.seen = count;
  return {
    follow,
    newer: Math.max(0, count - state.current.seen),
    setFollow(next: boolean) {
      state.current.follow = next;
      again((n) => n + 1);
    },
  };
}
