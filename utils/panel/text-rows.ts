/** A long text cut into rows of equal height: by its own line ends, and where a line is longer than a row. */
export interface TextRows {
  readonly count: number;
  /** A row's characters, its line end left out. */
  row(index: number): string;
  /** Whether a row goes on the line of the row before. */
  continues(index: number): boolean;
}

/** Rows whose beginnings are held; beyond, line ends are characters like others. */
const MOST = 4_000_000;

/** Cuts a text into rows of at most `columns` characters. Costs a few bytes a row, and copies nothing of the text. */
export function textRows(text: string, columns: number, most = MOST): TextRows {
  let starts = new Uint32Array(1024);
  let count = 0;
  function push(at: number) {
    if (count === starts.length) {
      const grown = new Uint32Array(starts.length * 2);
      grown.set(starts);
      starts = grown;
    }
    starts[count++] = at;
  }

  let at = 0;
  let tail = text.length;
  while (at <= text.length) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    for (let row = at; row === at || row < stop; row += columns) push(row);
    if (end < 0) break;
    at = end + 1;
    if (count >= most) {
      tail = at;
      break;
    }
  }
  const held = count;
  const inTail = Math.ceil((text.length - tail) / columns);

  function bounds(index: number): [number, number] {
    if (index >= held) {
      const from = tail + (index - held) * columns;
      return [from, from + columns];
    }
    const from = starts[index]!;
    const next = index + 1 < held ? starts[index + 1]! : tail;
    return [from, Math.min(from + columns, next)];
  }

  return {
    count: held + inTail,
    row(index) {
      const [from, to] = bounds(index);
      if (index >= held) return text.slice(from, to);
      let end = Math.min(to, text.length);
      if (text[end - 1] === '\n') end--;
      if (text[end - 1] === '\r' && text[end] === '\n') end--;
      return text.slice(from, Math.max(from, end));
    },
    continues(index) {
      const [from] = bounds(index);
      return from > 0 && text[from - 1] !== '\n';
    },
  };
}
