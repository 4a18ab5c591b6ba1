import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Memory } from './memory';
import { parseQuery, type Query } from './query';

export interface FilterModel {
  text: ReadonlySignal<string>;
  /** What the text means; parts that mean nothing are in its `errors`. */
  query: ReadonlySignal<Query>;
  set(text: string): void;
}

/** The filter box: one text for both halves. */
export function createFilter(memory: Memory): FilterModel {
  const text = signal(memory.read<string>('filter') ?? '');
  return {
    text,
    query: computed(() => parseQuery(text.value)),
    set(next) {
      text.value = next;
      memory.write('filter', next);
    },
  };
}
