import type { Mode } from '../planner/ids.ts';

/** How the lines of a mode look: by colour and by style, so that neither alone has to tell them apart. */
export interface Look {
  /** On light ground, and on dark. */
  readonly light: string;
  readonly dark: string;
  /** Dashes and gaps in widths of a thin line; empty for a solid one. */
  readonly dashes: readonly number[];
  /** Graphviz has three styles, so arrowheads tell the rest. */
  readonly dot: { readonly style: 'solid' | 'dashed' | 'dotted'; readonly arrowhead: string };
}

/** The colours keep apart for the colour-blind (after Okabe and Ito), and stand out from the ground by 3:1 and more. */
export const LOOKS: { readonly [M in Mode]: Look } = {
  directNfsIoVisor: { light: '#00794f', dark: '#2fc795', dashes: [], dot: { style: 'solid', arrowhead: 'normal' } },
  directNfsClusterIp: {
    light: '#0067b0',
    dark: '#5cb4f2',
    dashes: [9, 5],
    dot: { style: 'dashed', arrowhead: 'normal' },
  },
  directNfs: { light: '#7a3f9d', dark: '#c79be6', dashes: [9, 4, 2, 4], dot: { style: 'dashed', arrowhead: 'empty' } },
  virtualAppliance: {
    light: '#b8500a',
    dark: '#f0935a',
    dashes: [4, 3],
    dot: { style: 'dotted', arrowhead: 'normal' },
  },
  network: { light: '#8a6d00', dark: '#e2c044', dashes: [1.5, 3.5], dot: { style: 'dotted', arrowhead: 'empty' } },
};

/** The thickness of a line for so many VMs, in pixels: 1.5 for one, and more each time they double, up to 5. */
export function thickness(vms: number): number {
  return Math.round(Math.min(5, 1.5 + Math.log2(Math.max(1, vms)) * 0.5) * 10) / 10;
}
