/** How the report looks, on the screen and on paper. */
import type { Plan } from '../../../shared/plan/plan.ts'

export type Paper = 'A4' | 'Letter'

/** Letter where offices use it, A4 everywhere else. */
export function paperOf(plan: Plan): Paper {
  const country = plan.answers['organization.country']?.value
  return country === 'US' || country === 'CA' ? 'Letter' : 'A4'
}

export function styleFor(paper: Paper): string {
  return `@page{size:${paper};margin:23mm 18mm 19mm}${style}`
}

const style = `
:root{color-scheme:light;--ink:#18212c;--ink2:#45505d;--line:#d5d0c5;--soft:#f4f2ec;--ok:#1b6540;--warn:#7e4e00;--stop:#9c2318;--accent:#1b4f8a}
*{box-sizing:border-box}
body{margin:0 auto;max-width:190mm;padding:12mm 8mm;font:400 15px/1.45 'Source Sans 3',sans-serif;font-variant-numeric:tabular-nums lining-nums;font-variant-ligatures:none;color:var(--ink);background:#fff;overflow-wrap:anywhere;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.running{display:flex;justify-content:space-between;gap:8mm;font-size:.86em;color:var(--ink2);padding-bottom:3mm;border-bottom:1.4px solid var(--ink);margin-bottom:9mm}
.running p{margin:0}
h1,h2,.lead,.prose,.asked,.outcome p{font-family:'Source Serif 4',serif}
h1{font-size:2.05em;line-height:1.15;font-weight:600;margin:0 0 1.5mm;text-wrap:balance}
.lead{font-size:1.1em;color:var(--ink2);margin:0 0 6mm}
h2{font-size:1.32em;line-height:1.25;font-weight:600;margin:8mm 0 2.5mm}
h3{font-size:1.05em;line-height:1.3;font-weight:600;margin:5mm 0 1.5mm}
h4{font-size:1em;line-height:1.35;font-weight:600;margin:0 0 1mm}
h1,h2,h3,h4,caption,.before{break-after:avoid;break-inside:avoid}
section:first-of-type h2{margin-top:0}
p{margin:0 0 2mm;orphans:3;widows:3}
ul,ol{margin:0 0 2mm;padding-left:5mm}
li{margin:0 0 .6mm;orphans:2;widows:2}
table{width:100%;border-collapse:collapse;font-size:.94em;line-height:1.36;margin:0 0 3.5mm;break-inside:auto}
caption{text-align:left;font-weight:600;padding:1.5mm 0 .8mm}
thead{display:table-header-group}
th,td{text-align:left;vertical-align:top;font-weight:400;padding:1.1mm 3mm 1.1mm 0;border-bottom:.8px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{overflow-wrap:normal;font-size:.9em;color:var(--ink2);vertical-align:bottom;border-bottom:1px solid var(--ink2)}
.layers :is(th,td){overflow-wrap:break-word;hyphens:auto}
tr,.figures{break-inside:avoid}
thead,thead tr,tbody tr:first-child,tbody tr:nth-last-child(2){break-after:avoid}
tbody tr:first-child{break-before:avoid}
.options{break-inside:avoid}
h2+p,p:has(+table),p:has(+.picture),p:has(+ol),p:has(+ul),.picture:has(+table){break-after:avoid}
h2+p{break-inside:avoid}
.pairs th{width:36%;color:var(--ink2)}
.brief th{width:26%;color:var(--ink);font-weight:600}
.wide{width:40%}
.narrow{width:15%}
.number{text-align:right;white-space:nowrap;padding-left:2mm}
.small{font-size:.84em}
.figures th{color:inherit}
.layers .wide{width:26%}
.rehearsals .wide{width:32%}
.rehearsals th:first-child{width:20%}
.costs td.number{width:15%}
.costs .wide{width:26%}
.costs td:nth-child(2){white-space:nowrap}
.options .wide{width:30%}
.options td:nth-child(2){width:26%}
.requirements .wide{width:68%}
.duties .wide{width:52%}
.duties .narrow{width:13%;white-space:nowrap}
.digests .wide{width:66%}
.criteria .wide{width:52%}
.criteria .number{width:9%}
.answers th{width:44%}
.answers td{white-space:pre-line}
.prose,.decision bdi{white-space:pre-line}
.under{display:block;font-size:.9em;line-height:1.32;color:var(--ink2)}
.meta,.note,.cited{font-size:.9em;color:var(--ink2)}
p.meta{break-before:avoid}
.cited{white-space:normal}
.outcome{display:flex;gap:3.5mm;align-items:center;border:1.4px solid currentColor;border-radius:4px;padding:3.2mm 4mm;margin:0 0 3.5mm;break-inside:avoid}
.outcome p{font-size:1.22em;line-height:1.3;font-weight:600;margin:0}
.outcome.clear{color:var(--ok)}
.outcome.open-findings{color:var(--warn)}
.outcome.blocked,.outcome.incomplete{color:var(--stop)}
.glyph{flex:none;width:7mm;height:7mm;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.asked{font-size:1.1em;line-height:1.42}
.finding{position:relative;padding:0 0 0 4mm;margin:0 0 4mm;break-inside:avoid}
.finding::before{content:'';position:absolute;left:0;top:.5mm;bottom:.5mm;border-left:2.4px solid var(--line)}
.finding.blocking::before{border-left-color:var(--stop)}
.finding.advisory::before{border-left:2.4px dashed var(--warn)}
.finding.unknown::before{border-left:2.4px dotted var(--ink)}
.finding.closed::before{border-left-color:var(--ok)}
.finding p{margin:0 0 1mm}
.finding.blocking .level{color:var(--stop);font-weight:600}
.because{font-size:.94em}
.because strong,.finding p>strong{font-weight:600;color:var(--ink2)}
.decision{font-family:'Source Serif 4',serif}
.finding .decision strong{color:var(--ink)}
.picture{margin:1mm 0 3mm;break-inside:avoid}
.picture svg{display:block;width:100%;height:auto}
.picture text{font:11.5px 'Source Sans 3',sans-serif;fill:var(--ink)}
.picture .strong{font-weight:600}
.picture .onDark{fill:#fff}
.part{stroke:#18212c;stroke-width:.9}
.part.weights{fill:var(--accent)}
.part.cache{fill:#bcd3ec}
.part.buffers{fill:#f0d9a8}
.part.runtime{fill:#d9d4c8}
.part.free{fill:url(#hatch)}
.limit{stroke:#18212c;stroke-width:2.4;fill:none}
.grid{stroke:#b9b4a8;stroke-width:.7;fill:none}
.routes{list-style:none;padding:0}
.routes li{break-inside:avoid;margin-bottom:2mm}
.sources{columns:2;column-gap:7mm;font-size:.76em;line-height:1.32;padding-left:6mm}
.sources li{break-inside:avoid}
.sources strong{font-weight:600;color:var(--ink2)}
.address{color:var(--ink2)}
.signatures{display:flex;flex-wrap:wrap;gap:4mm 8mm}
.signature{flex:1 1 70mm;max-width:82mm;border-top:1.4px solid var(--ink);padding-top:2mm;break-inside:avoid}
.signature p{margin:0}
.commands li{break-inside:avoid;margin-bottom:2mm}
.commands code{display:block;background:var(--soft);padding:1.5mm 2mm;border-radius:3px}

code{font-family:'Source Code Pro',monospace;font-size:.88em;font-variant-ligatures:none}
@media print{
body{max-width:none;padding:0;font-size:9.8pt}
.running{display:none}
.columns{columns:2;column-gap:7mm;margin-bottom:3mm}
.columns table{font-size:.86em;margin-bottom:2mm}
.columns h3{margin:2.5mm 0 .8mm}
.columns h3:first-child{margin-top:0}
}
@media (max-width:700px){
.running,.signatures{display:block}
table{font-size:.9em}
}
`
