/** A length of time for a sentence: "230 ms", "1.8 s", "3 min 20 s", "2 h 5 min". Takes milliseconds. */
export function formatSpan(ms: number): string {
  const length = Math.abs(ms);
  if (length < 999.5) return `${Math.round(length)} ms`;
  if (length < 59_950) return `${(length / 1000).toFixed(1).replace(/\.0$/, '')} s`;
  const seconds = Math.round(length / 1000);
  if (seconds < 3600) return pair(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
