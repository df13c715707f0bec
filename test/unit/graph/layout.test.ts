import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { largeTopology } from '../../../samples/generate.mjs';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { passes, samples } from '../../../server/src/engine/graph/curve.ts';
import { overlap, type Rect } from '../../../server/src/engine/graph/geometry.ts';
import type { LaidOut, PlacedBox } from '../../../server/src/engine/graph/lay-out.ts';
import { allBoxes } from '../../../server/src/engine/graph/picture.ts';
import { type GraphOptions, topologyGraph } from '../../../server/src/engine/graph/topology-graph.ts';
import { entitiesOf } from '../../../server/src/engine/model/topology.ts';
import { generateTopology } from '../../oracle/generate.ts';
import { siteOf } from './sites.ts';

const SAMPLES = join(import.meta.dirname, '../../../samples');
const engine = createEngine();
const planOf = (text: string) => engine.analyze('file:///site.topology.yaml', text).plan;
const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
const FOLDS = ['auto', 'none', 'clusters', 'datacenters'] as const;

/** Whether one is within the other; they may share a border. */
function within(inner: Rect, outer: Rect): boolean {
  const slack = 0.001;
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

/** The pairs of things that overlap, in words. */
function overlaps(things: readonly (readonly [string, Rect])[]): string[] {
  return things.flatMap(([name, rect], index) =>
    things.slice(index + 1).flatMap(([other, its]) => (overlap(rect, its) ? [`${name} and ${other}`] : [])),
  );
}

/** What is wrong with how a picture is laid out. */
function faultsOf({ picture, boxes, paths, legend, width, height }: LaidOut): string[] {
  const placed = new Map(boxes.map((each) => [each.box, each]));
  const named = ({ box, rect }: PlacedBox) => [`box ${box.id} ${box.title}`, rect] as const;
  const faults: string[] = [];
  if ([...allBoxes(picture.boxes)].length !== placed.size) faults.push('not every box is placed once');
  if (paths.length !== picture.paths.length) faults.push('not every line is placed once');
  faults.push(...overlaps([...picture.boxes.map((box) => named(placed.get(box)!)), ['legend', legend]]));
  const whole = { x: 0, y: 0, width, height };
  const texts: (readonly [string, Rect])[] = [];
  for (const each of boxes) {
    const { box, rect } = each;
    const inner = box.boxes.map((child) => placed.get(child)!);
    const words = each.texts.map(({ text, rect: own }) => [`text ${text} of ${box.id}`, own] as const);
    texts.push(...words);
    faults.push(...overlaps([...inner.map(named), ...words]));
    for (const child of inner) if (!within(child.rect, rect)) faults.push(`${child.box.id} leaves ${box.id}`);
    for (const [text, own] of words) if (!within(own, rect)) faults.push(`${text} leaves it`);
    if (!within(rect, whole)) faults.push(`${box.id} leaves the picture`);
  }
  const numbers = paths.flatMap(({ path, number }) => (number ? [[`number of ${path.id}`, number] as const] : []));
  faults.push(...overlaps(numbers));
  for (const [name, number] of numbers) {
    for (const [text, rect] of texts) if (overlap(number, rect)) faults.push(`${name} and ${text}`);
  }
  for (const { path, number, points } of paths) {
    const [start, end] = [points[0]!, points.at(-1)!];
    const ends = [
      [start, placed.get(path.from)!.rect],
      [end, placed.get(path.to)!.rect],
    ] as const;
    for (const [point, rect] of ends) {
      if (!within({ ...point, width: 0, height: 0 }, rect)) faults.push(`${path.id} does not reach its box`);
    }
    if (path.from === path.to || !number) continue;
    for (const { box, rect } of boxes) {
      if (box.boxes.length === 0 && overlap(number, rect)) faults.push(`number of ${path.id} on ${box.id}`);
    }
  }
  return faults;
}

const draw = (text: string, options: Partial<GraphOptions> = {}): LaidOut =>
  topologyGraph(planOf(text), { title: 'site', ...options });

describe('nothing overlaps, and nothing leaves what it is in', () => {
  it.each(FOLDS)('in small odd topologies, with fold %s', (fold) => {
    for (const seed of seeds) expect(faultsOf(draw(generateTopology(seed).text, { fold })), `seed ${seed}`).toEqual([]);
  });

  it.each(FOLDS)('in sites of several clusters with odd names, with fold %s', (fold) => {
    for (const seed of seeds) {
      const text = siteOf(seed, { clusters: 1 + (seed % 5), hostsEach: 3, hostile: seed % 2 });
      expect(faultsOf(draw(text, { fold })), `seed ${seed}`).toEqual([]);
    }
  });

  it('where only some clusters are folded', () => {
    for (const seed of seeds) {
      const text = siteOf(seed, { clusters: 4, hostsEach: 3, hostile: 0 });
      expect(
        faultsOf(
          draw(text, {
            fold: 'none',
            own: new Map([
              ['cluster cl0', true],
              ['cluster cl2', true],
            ]),
          }),
        ),
        `seed ${seed}`,
      ).toEqual([]);
    }
  });

  it('with a focus on anything', () => {
    const plan = planOf(siteOf(5, { clusters: 3, hostsEach: 2, hostile: 0.2 }));
    for (const focus of entitiesOf(plan.topology)) {
      const laidOut = topologyGraph(plan, { title: focus.name, focus });
      expect(faultsOf(laidOut), `${focus.kind} ${focus.name}`).toEqual([]);
    }
  });

  it('in a site of 2,000 hosts', () => {
    const laidOut = draw(largeTopology(50_000));
    expect(laidOut.boxes.length).toBeLessThanOrEqual(150);
    expect(faultsOf(laidOut)).toEqual([]);
  });

  it('in large sites, which are folded to what can be read', () => {
    for (const [seed, clusters] of [
      [1, 20],
      [2, 60],
      [3, 170],
    ] as const) {
      const laidOut = draw(siteOf(seed, { clusters, hostsEach: 6, hostile: 0.1 }));
      expect(laidOut.boxes.length).toBeLessThanOrEqual(150);
      expect(faultsOf(laidOut), `${clusters} clusters`).toEqual([]);
    }
  });
});

it.each([
  ['the sample of a real cluster', readFileSync(join(SAMPLES, 'koh-hx-vdi.topology.yaml'), 'utf8'), 0],
  ['three hosts', largeTopology(75), 0],
  // 64 lines, of which many go down or up all the way.
  ['a cluster of 16 hosts, each read by four proxies', largeTopology(400), 3],
])('in %s each number stands on its line, where no other one passes', (_, text, most) => {
  const { paths } = draw(text);
  const along = paths.map(({ points }) => samples(points));
  const crossed = paths.filter(({ number }, own) =>
    along.some((line, index) => index !== own && number && passes(line, number)),
  );
  expect(crossed.length).toBeLessThanOrEqual(most);
  for (const [index, { path, number }] of paths.entries()) {
    expect(number && passes(along[index]!, number), path.id).toBe(true);
  }
});

it('equal topologies give equal pictures', () => {
  const text = siteOf(4, { clusters: 3, hostsEach: 3, hostile: 0.5 });
  const positions = ({ boxes, paths }: LaidOut) => [boxes.map(({ rect }) => rect), paths.map(({ points }) => points)];
  expect(positions(draw(text))).toEqual(positions(draw(text)));
});

it('a picture of nothing is a picture', () => {
  const empty = draw('');
  expect(empty.boxes).toEqual([]);
  expect(faultsOf(empty)).toEqual([]);
});
