/**
 * Names what was put into a map or a set first, for its bound: each call gives the next key, which the caller takes out,
 * or `undefined` where nothing is left.
 *
 * A map keeps the places of what was deleted for a while, and a new look for its first key passes all of them: with
 * tens of thousands held, a bound that is kept so costs more than all else that is done with an entry. One iterator
 * that goes on where it was passes each once.
 */
export function createOldest<Key>(held: { keys(): Iterator<Key> }) {
  let keys = held.keys();
  return function oldest(): Key | undefined {
    let next = keys.next();
    if (next.done) {
      // An iterator that has come to its end does not see what is put in later.
      keys = held.keys();
      next = keys.next();
    }
    return next.done ? undefined : next.value;
  };
}
