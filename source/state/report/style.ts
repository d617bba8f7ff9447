import {Html} from './html.ts';

/** The look of the page: light or dark as the reader's system is, and light on paper. */
export const style = new Html(`<style>
:root{color-scheme:light dark;--text:#1c2430;--dim:#5b6675;--line:#d5dbe3;--back:#fff;--band:#eef2f7;--good:#2e7d4f;--bad:#c62828;--soft:#589c76;--wait:#b7791f}
@media (prefers-color-scheme:dark){:root{--text:#e3e8ef;--dim:#9aa5b4;--line:#3a4553;--back:#151a21;--band:#212934;--good:#6fcf97;--bad:#ff7b72;--soft:#3d7a58;--wait:#e0b050}}
@media print{:root{color-scheme:light;--text:#000;--dim:#444;--line:#bbb;--back:#fff;--band:#eee;--good:#1d5e39;--bad:#b00020;--soft:#62a07e;--wait:#8a5a00}section{break-inside:avoid-page}section.long{break-inside:auto}*{print-color-adjust:exact}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--text);background:var(--back);max-width:1080px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin:0 0 .6rem}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
p{margin:.4rem 0}.dim,dt{color:var(--dim)}.good{color:var(--good)}.bad{color:var(--bad)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.2rem;margin:0}dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:.86rem}th,td{text-align:left;vertical-align:top;padding:.2rem .6rem .2rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{color:var(--dim);font-weight:600}td.number,th.number{text-align:right;white-space:nowrap}tr{break-inside:avoid}
pre{overflow-x:auto;background:var(--band);padding:.6rem .8rem;font-size:.8rem;line-height:1.4}@media print{pre{white-space:pre-wrap}}
.failure{border-left:4px solid var(--bad);padding:.2rem .8rem;margin:.6rem 0}.failure.mended{border-color:var(--wait)}
svg{width:100%;height:auto;display:block;font:11px system-ui,sans-serif}svg text{fill:var(--text)}
svg .time,svg .address,svg .task{fill:var(--dim)}svg .task.slowest{fill:var(--text);font-weight:700}
svg .band{fill:var(--band)}svg .grid{stroke:var(--line)}svg .bar{fill:var(--soft)}svg .bar.slowest{fill:var(--good)}
svg .bar.failed,svg .bar.open{fill:var(--bad)}svg .bar.cancelled{fill:var(--wait)}svg .bar.unchanged{fill:var(--dim);opacity:.6}
svg .phase.failed,svg .phase.open{fill:var(--bad);font-weight:700}svg .waits{fill:url(#hatch)}svg .hatch{stroke:var(--wait);opacity:.5}
svg .host{fill:var(--band);stroke:var(--line)}svg .name{font-weight:700}svg .role{fill:var(--dim)}svg .link{stroke:var(--dim);fill:none}
</style>`);
