import { t } from '../../i18n';
import { layoutSequence } from '../../oauth';
import type { Flow } from '../../oauth/model';
import type { Session } from '../../session/model';
import { messageGroups } from './messages';
import { type Arrow, drawSequence, type SequenceDrawing } from './sequence';

/** Colours of the picture; a file has no theme to take them from. */
const STYLE = `
svg{font:11px system-ui,sans-serif;background:#fff;color:#1f2328}
text{fill:currentColor}.party{font-size:10px;fill:#555c66}.role{font-weight:600}.number{font-size:10px;font-weight:600;fill:#555c66}
.lifeline{stroke:#c3c9d2;stroke-dasharray:2 3}.idle{opacity:.55}.badge{fill:#fff;stroke:#c3c9d2}
.shaft{fill:none;stroke-width:1.4}.request{stroke:#0b57d0}.redirect{stroke:#0b57d0;stroke-dasharray:10 3 2 3}
.response{stroke:#555c66;stroke-dasharray:5 3}.socket{stroke:#1a7f37;stroke-width:3}.unseen{stroke:#6a717c;stroke-dasharray:1.5 3}
.failed{stroke:#c5221f}.wrong{fill:#c5221f;font-weight:600}.label{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
`.replace(/\n/g, '');

const DARK =
  '@media (prefers-color-scheme:dark){svg{background:#1f2023;color:#e4e6ea}.party,.number{fill:#a9b0ba}.badge{fill:#1f2023}.label{stroke:#1f2023}.wrong{fill:#f28b82}}';

const WIDTH = 760;

/**
 * A flow's sequence diagram as a standalone SVG document. It holds names and hosts, no parameter values.
 * Text from the page is escaped: the file is safe to open. `paper`: light, whatever the reader prefers.
 */
export function sequenceSvg(
  flow: Flow,
  session: Pick<Session, 'tokens' | 'sockets'>,
  { paper = false }: { paper?: boolean } = {},
): string {
  const drawing = drawSequence(messageGroups(flow, session), layoutSequence(flow).lifelines, WIDTH);
  const height = drawing.headHeight + drawing.height;
  const title = escapeXml(t('oauth.svg_title', { number: String(flow.ordinal) }));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${title}">`,
    `<title>${title}</title><style>${STYLE}${paper ? '' : DARK}</style>`,
    heads(drawing),
    `<g transform="translate(0 ${drawing.headHeight})">`,
    ...drawing.lanes.map(
      (lane) => `<path class="lifeline${lane.idle ? ' idle' : ''}" d="M${lane.x} 0V${drawing.height}"/>`,
    ),
    ...drawing.bands.flatMap((band) => [
      `<circle class="badge" cx="15" cy="${band.y + 20}" r="9"/>`,
      `<text class="number" x="15" y="${band.y + 23.5}" text-anchor="middle">${band.group.number}</text>`,
      ...band.arrows.map(arrowXml),
    ]),
    '</g></svg>',
  ].join('\n');
}

function heads(drawing: SequenceDrawing): string {
  return drawing.lanes
    .flatMap((lane) => {
      const lines = [...lane.lines, lane.detail].filter(Boolean);
      const top = drawing.headHeight / 2 - lines.length * 7 + 10;
      return lines.map((text, index) => {
        const name = `${index < lane.lines.length ? 'role' : 'party'}${lane.idle ? ' idle' : ''}`;
        return `<text class="${name}" x="${lane.x}" y="${top + index * 14}" text-anchor="middle">${escapeXml(text)}</text>`;
      });
    })
    .join('\n');
}

function arrowXml(arrow: Arrow): string {
  const way = Math.sign(arrow.x2 - arrow.x1) || -1;
  const shaft =
    arrow.x1 === arrow.x2 ? `M${arrow.x1} ${arrow.y - 6}h22v12h-20` : `M${arrow.x1} ${arrow.y}H${arrow.x2}`;
  const tip = `M${arrow.x2 - way * 7} ${arrow.y - 4}L${arrow.x2} ${arrow.y}L${arrow.x2 - way * 7} ${arrow.y + 4}`;
  const cross = `M${arrow.x2 - 4} ${arrow.y - 4}l8 8m0-8-8 8`;
  const detail = arrow.detail ? `<tspan class="party" dx="7">${escapeXml(arrow.detail)}</tspan>` : '';
  const failed = arrow.failed ? ' failed' : '';
  return [
    `<path class="shaft ${arrow.line}${failed}" d="${shaft}"/>`,
    `<path class="shaft ${arrow.line}${failed}" style="stroke-dasharray:none;stroke-width:1.4" d="${arrow.failed ? cross : tip}"/>`,
    `<text class="label${arrow.failed ? ' wrong' : ''}" x="${arrow.labelX}" y="${arrow.y - 7}" text-anchor="${arrow.anchor}">${escapeXml(arrow.label)}${detail}</text>`,
  ].join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** XML 1.0 §2.2 and §2.4: markup escaped, characters that no document may hold left out. */
export function escapeXml(text: string): string {
  const legal = text.toWellFormed().replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
  return legal.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}
