import { maskUrl, splitUrl } from './url';

export interface StackLine {
  name: string;
  /** The script, credentials masked; its position is in `where`. */
  url: string;
  /** `feed-3f9a1c.js:214:17` */
  where: string;
  /** For DevTools itself, which has to know the script by its whole URL. Line and column from 1. */
  source: SourcePlace;
}

export interface SourcePlace {
  url: string;
  line: number;
  column: number;
}

const CHROMIUM = /^\s*at (?:(.*?) \()?(.*?):(\d+):(\d+)\)?$/;
const FIREFOX = /^(.*?)@(.*?):(\d+):(\d+)$/;

/** Reads `Error().stack` of Chromium (`at f (url:1:2)`) or Firefox (`f@url:1:2`); other lines are left out. */
export function parseStack(stack: string, most = 50): StackLine[] {
  const lines: StackLine[] = [];
  for (const line of stack.split('\n')) {
    const match = line.length < 4096 ? (CHROMIUM.exec(line) ?? FIREFOX.exec(line)) : null;
    if (!match) continue;
    const [, name = '', script = '', row, column] = match;
    const { host, path } = splitUrl(script);
    const file = path.slice(path.lastIndexOf('/') + 1) || host;
    lines.push({
      name,
      url: maskUrl(script),
      where: `${file}:${row}:${column}`,
      source: { url: script, line: Number(row), column: Number(column) },
    });
    if (lines.length === most) break;
  }
  return lines;
}
