import type { JSX } from 'preact';
import type { Way } from '../../server/src/lsp/plan-protocol.ts';

/** Shapes that tell the ways apart without colour; the better the way, the fuller. */
const SHAPES: { readonly [W in Way]: JSX.Element } = {
  directNfsIoVisor: <circle cx="8" cy="8" r="6" />,
  directNfsClusterIp: <path d="M8 2a6 6 0 0 1 0 12zM8 2a6 6 0 0 0 0 12" class="half" />,
  directNfs: <path d="M8 1.5 14.5 8 8 14.5 1.5 8z" />,
  virtualAppliance: <path d="M2.5 2.5h11v11h-11z" />,
  network: <path d="M8 2 15 14H1z" />,
  fails: <path d="M3 3l10 10M13 3 3 13" class="stroke" />,
  unprotected: <path d="M2.5 8h11" class="stroke" />,
};

/** The sign of a way. It stands beside the way's name, so it says nothing by itself. */
export function WayIcon({ way }: { way: Way }): JSX.Element {
  return (
    <svg class={`way ${way}`} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      {SHAPES[way]}
    </svg>
  );
}
