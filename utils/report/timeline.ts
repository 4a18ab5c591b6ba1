import { t } from '../i18n';
import { axisTicks } from '../panel/axis';
import { escapeXml } from '../panel/oauth/svg';
import { type Lane, type Mark, timelineLanes, timelineSpan } from '../panel/timeline';
import type { Session } from '../session/model';

const WIDTH = 960;
const GUTTER = 44;
const ROW = 20;
const HEAD = 22;
/** More lanes make a picture that nobody reads. */
const MOST = 80;

const FILLS: Readonly<Record<string, string>> = {
  connecting: '#e3b341',
  open: '#8fc7a0',
  closing: '#e3b341',
  flow: '#a9c5f5',
};
const TONES: Readonly<Record<Mark['tone'], string>> = {
  pending: '#8a5a00',
  ok: '#146b2d',
  idle: '#5c636e',
  warn: '#b06000',
  error: '#c5221f',
};

const STYLE =
  'svg{font:10px system-ui,sans-serif;background:#fff}.tick{stroke:#e6e9ee}.label{fill:#4c535d}.name{fill:#1f2328;font-weight:600}.mark{stroke:#fff;stroke-width:.8}.note{stroke:#6639ba;stroke-dasharray:3 2}.noted{fill:#6639ba}';

/** The session's time axis as a picture of its own: flows, connections, their marks, and the notes across them. */
export function timelineSvg(session: Session): { svg: string; left: number } {
  const all = timelineLanes(session);
  const lanes = all.slice(0, MOST);
  const now = session.span?.to ?? 0;
  const { from, to } = timelineSpan(session, now);
  const x = (at: number) =>
    Math.round((GUTTER + ((at - from) / Math.max(1, to - from)) * (WIDTH - GUTTER - 8)) * 10) / 10;
  const height = HEAD + lanes.length * ROW + 8;
  const notes = session.marks.filter(({ by, text }) => by === 'user' && text);
  const title = escapeXml(t('report.timeline'));
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${title}">`,
    `<title>${title}</title><style>${STYLE}</style>`,
    ...axisTicks({ from, to }, WIDTH - GUTTER).map(
      ({ at, label }) =>
        `<path class="tick" d="M${x(at)} 16V${height}"/><text class="label" x="${x(at)}" y="11">${escapeXml(label)}</text>`,
    ),
    ...lanes.map((lane, i) => laneXml(lane, HEAD + i * ROW, x, to)),
    ...notes.map(
      ({ at }, i) =>
        `<path class="note" d="M${x(at)} 14V${height}"/><text class="noted" x="${x(at) + 2}" y="${height - 2}">${i + 1}</text>`,
    ),
    '</svg>',
  ].join('\n');
  return { svg, left: all.length - lanes.length };
}

function laneXml(
  { label, title, segments, marks, kind }: Lane,
  y: number,
  x: (at: number) => number,
  end: number,
): string {
  const middle = y + ROW / 2;
  const bars = segments.map((segment) => {
    const left = x(segment.from);
    const width = Math.max(1.5, x(segment.to ?? end) - left);
    const [top, thick] = kind === 'flow' ? [middle - 2, 4] : [middle - 5, 10];
    return `<rect x="${left}" y="${top}" width="${width}" height="${thick}" rx="2" fill="${FILLS[segment.kind]}"/>`;
  });
  return [
    `<text class="name" x="4" y="${middle + 3.5}">${escapeXml(label)}<title>${escapeXml(title)}</title></text>`,
    ...bars,
    ...marks.map((mark) => markXml(mark, x(mark.at), middle)),
  ].join('');
}

function markXml({ shape, tone, title }: Mark, x: number, y: number): string {
  const fill = TONES[tone];
  const path = {
    step: `M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0-6 0z`,
    token: `M${x} ${y - 5}l5 5-5 5-5-5z`,
    use: `M${x - 2} ${y - 2}h4v4h-4z`,
    error: `M${x - 4} ${y - 2.5}l1.5-1.5 2.5 2.5 2.5-2.5 1.5 1.5-2.5 2.5 2.5 2.5-1.5 1.5-2.5-2.5-2.5 2.5-1.5-1.5 2.5-2.5z`,
    expiry: `M${x} ${y - 5}l5 9h-10z`,
    end: `M${x - 1} ${y - 6}h2v12h-2z`,
  }[shape];
  return `<path class="mark" d="${path}" fill="${fill}"><title>${escapeXml(title)}</title></path>`;
}
