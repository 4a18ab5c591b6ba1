export interface PageContent {
  title: string;
  lead?: string;
  /** Shown as a list of names and values. */
  facts?: Record<string, string>;
  /** HTML of the playground's own making. */
  body?: string;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign]!);

/** The one style of every page of the playground. */
export const STYLE = `
  :root { color-scheme: light dark; --accent: light-dark(#3a5bd9, #8fa8ff); --line: light-dark(#dcdfe6, #3a3f4b);
    --soft: light-dark(#f5f6f9, #1d2027); --card: light-dark(#fff, #262a33); --text: light-dark(#1c2030, #e7e9f0);
    --quiet: light-dark(#5b6270, #a3a9b8); }
  * { box-sizing: border-box; }
  body { margin: 0; font: 15px/1.5 system-ui, sans-serif; background: var(--soft); color: var(--text); }
  main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.5rem; }
  main.narrow { max-width: 26rem; padding-top: 12vh; }
  h1 { font-size: 1.35rem; margin: 0 0 .25rem; } h2 { font-size: 1rem; margin: 0 0 .75rem; }
  p { margin: .25rem 0 1rem; } .lead, small { color: var(--quiet); }
  a { color: var(--accent); }
  section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem; margin: 1rem 0; }
  button, select, input { font: inherit; border-radius: 7px; border: 1px solid var(--line); padding: .4rem .75rem; }
  button { background: var(--accent); color: light-dark(#fff, #10131c); border-color: transparent; cursor: pointer; }
  button.quiet { background: none; color: var(--text); border-color: var(--line); }
  button:disabled { opacity: .45; cursor: default; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  label { display: block; margin: .75rem 0; } label input:not([type=checkbox]) { display: block; width: 100%; }
  .actions { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .75rem 0; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; } dt { color: var(--quiet); }
  dd { margin: 0; overflow-wrap: anywhere; }
  ol.log { list-style: none; margin: .75rem 0 0; padding: 0; max-height: 16rem; overflow: auto; font: 13px/1.6 ui-monospace, monospace; }
  ol.log li { border-top: 1px solid var(--line); padding: .1rem 0; overflow-wrap: anywhere; }
`;

/** A whole HTML page in the playground's style. */
export function page({ title, lead, facts, body }: PageContent): string {
  const rows = Object.entries(facts ?? {})
    .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(String(value))}</dd>`)
    .join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
    <meta name="viewport" content="width=device-width"><style>${STYLE}</style></head>
    <body><main class="narrow"><section><h1>${escapeHtml(title)}</h1>
    ${lead ? `<p class="lead">${escapeHtml(lead)}</p>` : ''}${rows ? `<dl>${rows}</dl>` : ''}${body ?? ''}</section></main></body></html>`;
}
