import type { JSX } from 'preact';
import type { Chart, ChartEdge, ChartNode } from '../../server/src/lsp/plan-protocol.ts';
import { boxOf, LINE, linesOf, routeOf, sizeOf } from './chart-geometry.ts';
import { t } from './text.ts';
import { WayIcon } from './way.tsx';
import { SHORT_WAYS } from './ways.ts';

interface Props {
  readonly chart: Chart;
  readonly vm: string;
  /** The step that is pointed out. */
  readonly pointed: number | undefined;
  /** A question that the VM was asked leads to what decided it. */
  readonly follow: (step: number) => void;
}

/** The flow chart with the road of the VM: solid and strong where it goes, dashed and faint elsewhere. */
export function FlowChart({ chart, vm, pointed, follow }: Props): JSX.Element {
  const { width, height } = sizeOf(chart.columns, chart.rows);
  const nodes = new Map(chart.nodes.map((node) => [node.id, node]));
  // The road lies above what crosses it.
  const edges = [...chart.edges].sort((a, b) => Number(a.taken) - Number(b.taken));
  return (
    <div class="chart" tabIndex={0} role="group" aria-label={t('Flow chart of {0}', vm)}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="group"
        aria-label={t('Flow chart of {0}', vm)}
      >
        <defs>
          {['taken', 'other'].map((kind) => (
            <marker
              key={kind}
              id={`arrow-${kind}`}
              class={kind}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="9"
              markerHeight="9"
              markerUnits="userSpaceOnUse"
              orient="auto"
            >
              <path d="M0 0 8 4 0 8z" />
            </marker>
          ))}
        </defs>
        {edges.map((edge) => (
          <Arrow key={`${edge.from} ${edge.to}`} edge={edge} from={nodes.get(edge.from)!} to={nodes.get(edge.to)!} />
        ))}
        {chart.nodes.map((node) => (
          <Node key={node.id} node={node} pointed={node.step !== undefined && node.step === pointed} follow={follow} />
        ))}
      </svg>
    </div>
  );
}

function Arrow({ edge, from, to }: { edge: ChartEdge; from: ChartNode; to: ChartNode }): JSX.Element {
  const kind = edge.taken ? 'taken' : 'other';
  const text = t(edge.taken && from.verdict === 'forced' ? 'forced' : edge.label);
  const { points, label } = routeOf(from, to, text);
  return (
    <g class={`arrow ${kind}`} aria-hidden="true">
      <polyline points={points.map((point) => point.join()).join(' ')} marker-end={`url(#arrow-${kind})`} />
      {text && (
        <text x={label[0]} y={label[1]}>
          {text}
        </text>
      )}
    </g>
  );
}

function Node({ node, pointed, follow }: { node: ChartNode; pointed: boolean; follow: Props['follow'] }): JSX.Element {
  const box = boxOf(node);
  const { step, taken, way, kind } = node;
  const { x, y, lines } = linesOf(node, way ? t(SHORT_WAYS[way]) : node.text);
  const leads = step === undefined ? undefined : () => follow(step);
  const verdict = node.verdict ? t(node.verdict) : t('not asked');
  return (
    <g
      class={`node ${kind} ${taken ? 'taken' : 'other'}${pointed ? ' pointed' : ''}`}
      {...(leads
        ? {
            role: 'button',
            // As SVG writes it.
            tabindex: 0,
            'aria-label': `${node.text} ${verdict}`,
            onClick: leads,
            onKeyDown: (event: KeyboardEvent) => {
              if (event.key !== 'Enter' && event.key !== ' ') return;
              event.preventDefault();
              leads();
            },
          }
        : { 'aria-hidden': true })}
    >
      {!leads && <title>{node.text}</title>}
      <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={kind === 'question' ? 4 : box.height / 2} />
      {way && (
        <svg x={box.x + 11} y={box.y + box.height / 2 - 7} width="14" height="14">
          <WayIcon way={way} />
        </svg>
      )}
      <text x={x} y={y} class={way ? 'start' : 'middle'}>
        {lines.map((line, index) => (
          <tspan key={line} x={x} dy={index === 0 ? 0 : LINE}>
            {`${line} `}
          </tspan>
        ))}
      </text>
    </g>
  );
}
