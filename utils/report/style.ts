/** The report's look, on screen, light or dark, and on paper. Pictures are drawn for paper. */
export const STYLE = `
:root{color-scheme:light dark;--text:#1f2328;--paper:#fff;--line:#dde1e7;--dim:#4c535d;--soft:#f4f6f9;--note:#fdf3d7;--accent:#0b57d0;--bad:#c5221f;--must:#c5221f;--should:#8a5a00;--ok:#146b2d}
@media screen and (prefers-color-scheme:dark){:root{--text:#e3e6ea;--paper:#1b1c1f;--line:#3c4046;--dim:#a9b0ba;--soft:#282a2f;--note:#3d3520;--accent:#8ab4f8;--bad:#f28b82}}
*{box-sizing:border-box}
body{margin:0 auto;padding:32px 40px 64px;max-width:1040px;font:14px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--text);background:var(--paper);font-variant-numeric:tabular-nums}
h1{font-size:24px;line-height:1.25;margin:0 0 4px}
h2{font-size:16px;margin:36px 0 10px;padding-bottom:4px;border-bottom:1px solid var(--line)}
h3{font-size:14px;margin:20px 0 6px}
p{margin:0 0 8px;overflow-wrap:anywhere}
.sub{color:var(--dim)}
nav{margin:12px 0 0;font-size:13px}nav a{margin-inline-end:14px}a{color:var(--accent)}
ul.short{margin:16px 0 0;padding:12px 16px 12px 32px;background:var(--soft);border-radius:6px}
table{border-collapse:collapse;width:100%;font-size:13px}
th,td{padding:4px 10px 4px 0;border-bottom:1px solid var(--line);text-align:start;vertical-align:top;overflow-wrap:anywhere}
thead th{color:var(--dim);font-weight:400;font-size:12px;white-space:nowrap}
.fit{white-space:nowrap}
tbody th{font-weight:600;white-space:nowrap}
.time{white-space:nowrap;color:var(--dim);font-family:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12px}
code,.mono{font-family:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12px;overflow-wrap:anywhere}
img{max-width:100%;height:auto;display:block;border:1px solid var(--line);border-radius:4px;margin:8px 0;background:#fff}
figure{margin:0 0 12px}figcaption{color:var(--dim);font-size:13px}
article{margin:0 0 14px;padding:10px 14px;border:1px solid var(--line);border-inline-start:3px solid var(--line);border-radius:4px;break-inside:avoid}
article h3{margin:0 0 4px}article p:last-child{margin:0}
article[data-severity=must]{border-inline-start-color:var(--must)}article[data-severity=should]{border-inline-start-color:var(--should)}
.tag{display:inline-block;min-width:58px;padding:0 6px;border-radius:3px;font-size:11px;font-weight:600;text-align:center;background:var(--soft)}
[data-severity=must] .tag,.tag[data-state=failed]{color:#fff;background:var(--must)}
[data-severity=should] .tag{color:#fff;background:var(--should)}.tag[data-state=passed]{color:#fff;background:var(--ok)}
ul.evidence{margin:6px 0;padding-inline-start:18px}
ol.steps{padding-inline-start:24px}ol.steps li{margin-bottom:4px}.bad{color:var(--bad)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:0}dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
.warning{padding:8px 12px;background:var(--note);border-radius:4px}
@page{margin:16mm 14mm}
@media print{body{padding:0;max-width:none;font-size:11px}table,code,.time,figcaption{font-size:10px}nav{display:none}h2{break-after:avoid;margin-top:20px}h3,h3+p{break-after:avoid}tr,figure,img{break-inside:avoid}img{max-height:205mm;max-width:100%;width:auto}img.long{max-height:none;break-inside:auto}ul.short,.tag,.warning{print-color-adjust:exact;-webkit-print-color-adjust:exact}a{color:inherit}}
`.trim();
