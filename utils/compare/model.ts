/** How two sessions' things stand to each other. */
export type Standing = 'only-here' | 'only-there' | 'differs' | 'same';

export interface Difference {
  /** What differs, as a key of the interface's texts: `compare_state`. */
  what: string;
  here: string;
  there: string;
}

/** A connection or a flow of one session beside its counterpart in the other. */
export interface Pair {
  kind: 'socket' | 'flow' | 'finding';
  /** What both are: host and path, grant and server, a check. */
  name: string;
  standing: Standing;
  here?: { id: string; label: string };
  there?: { id: string; label: string };
  differences: readonly Difference[];
}

export interface Comparison {
  /** Those that differ first: of one session only, then with differences, then alike. */
  pairs: readonly Pair[];
  /** Of the sessions as wholes. */
  whole: readonly Difference[];
}
