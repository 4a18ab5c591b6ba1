import { maskUrl, splitUrl } from './url';

export interface StackLine {
  name: string;
  /** The script, credentials masked; its position is in `where`. */
  url: string;
  /** `feed-3f9a1c.js:214:17` */
  where: string;
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
    lines.push({ name, url: maskUrl(script), where: `${file}:${row}:${column}` });
    if (lines.length === most) break;
  }
  return lines;
}
