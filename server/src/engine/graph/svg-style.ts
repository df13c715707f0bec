import { MODES, type Mode } from '../planner/ids.ts';
import { LOOKS } from './looks.ts';

/** The colours by name: on light ground, and on dark. Where `--hxtopo-NAME` is set around the picture, it counts. */
const COLOURS: { readonly [name: string]: readonly [light: string, dark: string] } = {
  ground: ['#ffffff', '#1e1e1e'],
  text: ['#1f2328', '#e6e6e6'],
  quiet: ['#59636e', '#a8b1bb'],
  trouble: ['#b3261e', '#ff9b91'],
  border: ['#8a939d', '#7d8590'],
  focus: ['#0969da', '#4fa3ff'],
  datacenter: ['#f6f8fa', '#22262b'],
  cluster: ['#ebeff3', '#2a2f36'],
  host: ['#ffffff', '#1e2227'],
  proxy: ['#dff1ea', '#173b30'],
  hyperflex: ['#dfeaf7', '#1b324a'],
  ...Object.fromEntries(Object.entries(LOOKS).map(([mode, { light, dark }]) => [mode, [light, dark]])),
};

const modes = Object.keys(MODES) as Mode[];

function variables(ground: 0 | 1): string {
  return Object.entries(COLOURS)
    .map(([name, pair]) => `--own-${name}:${pair[ground]}`)
    .join(';');
}

const use = (name: string): string => `var(--hxtopo-${name},var(--own-${name}))`;

/** The style sheet of the picture. It follows the reader's choice of light or dark, and what is set around it. */
export const SVG_STYLE = `.hxtopo{${variables(0)};background:${use('ground')}}
@media(prefers-color-scheme:dark){.hxtopo{${variables(1)}}}
.hxtopo text{font-family:var(--hxtopo-font,"Segoe UI",system-ui,-apple-system,"Helvetica Neue",Arial,sans-serif);font-size:11px;fill:${use('text')};white-space:pre}
.hxtopo .title{font-size:12px;font-weight:600}
.hxtopo .quiet,.hxtopo .caption{fill:${use('quiet')}}
.hxtopo .trouble{fill:${use('trouble')};font-weight:600}
.hxtopo .number{text-anchor:middle}
.hxtopo rect{stroke:${use('border')};fill:${use('host')}}
.hxtopo .ground{stroke:none;fill:${use('ground')}}
${['datacenter', 'cluster', 'proxy', 'hyperflex'].map((kind) => `.hxtopo .${kind}>rect{fill:${use(kind)}}`).join('\n')}
.hxtopo .folded>rect{stroke-width:2px}
.hxtopo .focused>rect{stroke:${use('focus')};stroke-width:3px}
.hxtopo .path path{fill:none}
.hxtopo .path .head{stroke:none}
${modes.map((mode) => `.hxtopo .${mode} path{stroke:${use(mode)}}.hxtopo .${mode} .head{fill:${use(mode)}}`).join('\n')}
`;
