import { describe, expect, it } from 'vitest';
import { boxOf, FONT_SIZE, LINE, linesOf, routeOf, sizeOf } from '../../client/view/chart-geometry.ts';
import { SHORT_WAYS } from '../../client/view/ways.ts';
import { passes } from '../../server/src/engine/graph/curve.ts';
import { overlap, type Rect } from '../../server/src/engine/graph/geometry.ts';
import { textWidth } from '../../server/src/engine/graph/text.ts';
import { STEPS } from '../../server/src/engine/planner/ids.ts';
import type { ChartNode } from '../../server/src/engine/view/chart.ts';
import { type ChartKind, layoutFor } from '../../server/src/engine/view/chart-layout.ts';

const KINDS: readonly ChartKind[] = ['now', 'before-4.5-2a', 'elsewhere'];
/** As the style sheet shows the road. */
const FONT = { size: FONT_SIZE, bold: true };

const within = (inner: Rect, outer: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** The boxes of a chart, and its arrows with the room that their labels take. */
function drawn(kind: ChartKind) {
  const { boxes, arrows, columns, rows } = layoutFor(kind);
  const nodes = boxes.map(
    (box): ChartNode => ({
      ...{ id: box.id, column: box.column, row: box.row, taken: true },
      ...(box.way
        ? { kind: 'outcome', way: box.way, text: SHORT_WAYS[box.way] }
        : { kind: box.step ? 'question' : 'start', text: box.step ? STEPS[box.step] : 'sql01' }),
    }),
  );
  const nodeOf = (id: string): ChartNode => nodes.find((node) => node.id === id)!;
  const routes = arrows.flatMap(({ from, to, label }) => {
    // Where a VM is forced to a mode, that is said instead.
    const labels = nodeOf(to).way === 'network' ? [label, 'forced'] : [label];
    return labels.map((text) => {
      const { points, label: at } = routeOf(nodeOf(from), nodeOf(to), text);
      const place = { x: at[0], y: at[1] - FONT.size * 0.75, width: textWidth(text, FONT), height: FONT.size * 0.75 };
      return { name: `${text} of ${from}`, points: points.map(([x, y]) => ({ x, y })), place };
    });
  });
  return { nodes, routes, size: { x: 0, y: 0, ...sizeOf(columns, rows) } };
}

describe.each(KINDS)('the flow chart %s', (kind) => {
  const { nodes, routes, size } = drawn(kind);

  it('has every text in its box', () => {
    for (const node of nodes) {
      const { x, y, lines } = linesOf(node, node.text);
      expect(lines.join(' ')).toBe(node.text);
      for (const [index, line] of lines.entries()) {
        const width = textWidth(line, FONT);
        const left = node.kind === 'outcome' ? x : x - width / 2;
        const top = y + index * LINE - FONT.size * 0.75;
        expect(within({ x: left, y: top, width, height: FONT.size }, boxOf(node)), `${node.id}: ${line}`).toBe(true);
      }
    }
  });

  it('has boxes and words apart from each other, all in sight', () => {
    const things = [
      ...nodes.map((node) => [node.id, boxOf(node)] as const),
      ...routes.map(({ name, place }) => [name, place] as const),
    ];
    for (const [index, [name, rect]] of things.entries()) {
      expect(within(rect, size), name).toBe(true);
      for (const [other, its] of things.slice(index + 1)) {
        // Two words for one arrow are never there together.
        if (name.split(' of ')[1] === other.split(' of ')[1] && name.includes(' of ')) continue;
        expect(overlap(rect, its), `${name} on ${other}`).toBe(false);
      }
    }
  });

  it('has arrows that pass by boxes and words', () => {
    for (const { name, points } of routes) {
      for (const node of nodes) expect(passes(points, boxOf(node)), `${name} through ${node.id}`).toBe(false);
      for (const other of routes) expect(passes(points, other.place), `${name} through ${other.name}`).toBe(false);
    }
  });
});

it('a name that is too long for its box is cut', () => {
  const start: ChartNode = { id: 'vm', kind: 'start', text: '', column: 0, row: 0, taken: true };
  const { lines } = linesOf(start, 'prod-database-cluster-node-0001 of the finance department in Munich');
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(21);
});
