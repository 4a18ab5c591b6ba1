import { t } from '../i18n';
import { axisTicks } from '../panel/axis';
import { ellipsize } from '../panel/oauth/sequence';
import { escapeXml } from '../panel/oauth/svg';
import { type Lane, type Mark, timelineLanes, timelineSpan } from '../panel/timeline';
import type { Session } from '../session/model';

const WIDTH = 960;
const GUTTER = 200;
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

function laneXml(lane: Lane, y: number, x: (at: number) => number, end: number): string {
  const { label, name, state, segments, bands, marks, kind } = lane;
  const middle = y + ROW / 2;
  const bar = (from: number, to: number | undefined, top: number, thick: number, fill: string) => {
    const left = x(from);
    const width = Math.max(1.5, x(to ?? end) - left);
    return `<rect x="${left}" y="${top}" width="${width}" height="${thick}" rx="1.5" fill="${fill}"/>`;
  };
  const [top, thick] = kind === 'flow' ? [middle - 2, 4] : [middle - 5, 10];
  return [
    `<text class="name" x="4" y="${middle + 3.5}">${escapeXml(label)}</text>`,
    `<text class="label" x="34" y="${middle + 3.5}">${escapeXml(ellipsize(name, GUTTER - 40))}<title>${escapeXml(`${name}, ${state}`)}</title></text>`,
    ...segments.map((segment) => bar(segment.from, segment.to, top, thick, FILLS[segment.kind]!)),
    ...bands.map((band) => bar(band.from, band.to, middle + 6, 2, '#c9a3e8')),
    ...marks.map((mark) => markXml(mark, x(mark.at), middle)),
  ].join('');
}

function markXml({ shape, tone, title }: Mark, x: number, y: number): string {
  const cross = `M${x - 4} ${y - 2.5}l1.5-1.5 2.5 2.5 2.5-2.5 1.5 1.5-2.5 2.5 2.5 2.5-1.5 1.5-2.5-2.5-2.5 2.5-1.5-1.5 2.5-2.5z`;
  const diamond = `M${x} ${y - 5}l5 5-5 5-5-5z`;
  const triangle = `M${x} ${y - 5}l5 9h-10z`;
  const square = `M${x - 3} ${y - 3}h6v6h-6z`;
  const path: Readonly<Record<Mark['shape'], string>> = {
    step: `M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0-6 0z`,
    token: diamond,
    refresh: diamond,
    use: `M${x - 2} ${y - 2}h4v4h-4z`,
    error: cross,
    expiry: triangle,
    revocation: triangle,
    logout: square,
    end: `M${x - 1} ${y - 6}h2v12h-2z`,
  };
  return `<path class="mark" d="${path[shape]}" fill="${TONES[tone]}"><title>${escapeXml(title)}</title></path>`;
}
