import type { JSX } from 'preact';
import type { ShownBox } from '../../server/src/lsp/plan-protocol.ts';
import { t } from './text.ts';

const RADIUS = 7;
/** From the right end of the box to the middle. */
const INSET = 16;

interface Props {
  readonly box: ShownBox;
  readonly toggle: (box: ShownBox) => void;
}

/** What folds a cluster or a datacenter, and unfolds it: a button on the upper border of its box. */
export function Fold({ box, toggle }: Props): JSX.Element {
  const { label, rect, folded } = box;
  const x = rect.x + rect.width - INSET;
  const act = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
    toggle(box);
  };
  return (
    <g
      class="fold"
      role="button"
      tabindex={0}
      aria-expanded={!folded}
      aria-label={t('What is in it: {0}', label)}
      onClick={act}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') act(event);
      }}
    >
      <title>{folded ? t('Unfold') : t('Fold')}</title>
      <circle cx={x} cy={rect.y} r={RADIUS} />
      <path d={`M${x - 3.5} ${rect.y}h7${folded ? `M${x} ${rect.y - 3.5}v7` : ''}`} />
    </g>
  );
}
