import type { Engine } from './model';

/** Texts that are remembered, and how long they may be. */
const TEXTS = 20_000;
const LENGTH = 200;

/** Remembers texts that had nothing to replace in them, some of the latest: values repeat from message to message. */
export function createHarmless(): Engine['harmless'] {
  const texts = new Set<string>();
  return {
    has: (text) => text.length <= LENGTH && texts.has(text),
    add(text) {
      if (text.length > LENGTH) return;
      if (texts.size >= TEXTS) texts.clear();
      texts.add(text);
    },
  };
}
