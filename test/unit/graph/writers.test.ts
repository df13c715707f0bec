import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { allBoxes, type Picture } from '../../../server/src/engine/graph/picture.ts';
import { pictureOf, toDot, toMermaid, topologyGraph, toSvg } from '../../../server/src/engine/graph/topology-graph.ts';
import { MODES, type Mode } from '../../../server/src/engine/planner/ids.ts';
import { HOSTILE, siteOf } from './sites.ts';
import { readXml, type XmlElement } from './xml.ts';

const engine = createEngine();
const planOf = (seed: number, hostile = 1) =>
  engine.analyze('file:///site.yaml', siteOf(seed, { clusters: 1 + (seed % 4), hostsEach: 2, hostile })).plan;
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
const titleOf = (seed: number): string => `${HOSTILE[seed % HOSTILE.length]} ${HOSTILE[(seed * 7) % HOSTILE.length]}`;

function* elementsOf(element: XmlElement): Iterable<XmlElement> {
  yield element;
  for (const child of element.children) yield* elementsOf(child);
}

describe('SVG', () => {
  it.each(seeds)('is sound XML of known elements and attributes, whatever names hold (%i)', (seed) => {
    const laidOut = topologyGraph(planOf(seed), { title: titleOf(seed) });
    const all = [...elementsOf(readXml(toSvg(laidOut)))];
    const known = ['svg', 'title', 'desc', 'style', 'rect', 'text', 'g', 'path'];
    for (const { name } of all) expect(known).toContain(name);
    const attributes = new Set(all.flatMap((element) => Object.keys(element.attributes)));
    for (const name of attributes)
      expect(name).toMatch(/^(xmlns|class|role|width|height|viewBox|x|y|rx|d|stroke-\w+|aria-label|data-\w+)$/);
    const groups = all.filter(({ name, attributes: { role } }) => name === 'g' && role === 'graphics-object');
    expect(groups).toHaveLength(laidOut.boxes.length);
    const kinds = groups.map(({ attributes }) => attributes['data-kind']).sort();
    expect(kinds).toEqual(laidOut.boxes.map(({ box }) => box.kind).sort());
  });

  it('tells what boxes and lines stand for', () => {
    const laidOut = topologyGraph(planOf(9, 0), { title: 'Site' });
    const all = [...elementsOf(readXml(toSvg(laidOut)))];
    for (const { box } of laidOut.boxes) {
      if (!box.entity) continue;
      const group = all.find(
        ({ attributes }) => attributes['data-kind'] === box.kind && attributes['data-name'] === box.entity!.name,
      );
      expect(group?.children.find(({ name }) => name === 'title')?.text).toContain(box.entity.name);
    }
    const lines = all.filter(({ attributes }) => attributes['data-mode']);
    expect(lines).toHaveLength(laidOut.paths.length);
    expect(lines.map(({ attributes }) => attributes['data-vms'])).toEqual(
      expect.arrayContaining(laidOut.paths.map(({ path }) => String(path.vms))),
    );
  });

  it('has the number of each line above all lines that cross it', () => {
    const laidOut = topologyGraph(planOf(9, 0), { title: 'Site' });
    const drawn = readXml(toSvg(laidOut)).children.filter(({ name }) => name === 'g');
    const last = drawn.findLastIndex(({ attributes: { 'data-from': from, 'data-to': to } }) => from !== to);
    const numbers = drawn.flatMap(({ children }, at) =>
      children.some((child) => child.attributes.class === 'number') ? [at] : [],
    );
    expect(numbers).toHaveLength(laidOut.paths.filter(({ number }) => number).length);
    expect(numbers[0]).toBeGreaterThan(last);
  });

  it('tells modes apart by colour and by line style', () => {
    const modes = Object.keys(MODES);
    const box = {
      id: 'b1',
      kind: 'host',
      title: 'h',
      caption: undefined,
      entity: undefined,
      place: undefined,
      foldKey: undefined,
      notes: [],
      readers: '1 proxy',
      boxes: [],
      folded: true,
      focused: false,
    } as const;
    const paths = modes.map(
      (mode, index) => ({ id: `p${index}`, from: box, to: box, mode, vms: 1 }) as Picture['paths'][number],
    );
    const picture: Picture = { title: 'Modes', boxes: [box], paths };
    const dot = toDot(picture)
      .split('\n')
      .filter((line) => line.includes('b1 -> b1'));
    expect(new Set(dot.map((line) => /color="(.*?)"/.exec(line)![1])).size).toBe(modes.length);
    expect(new Set(dot.map((line) => /style=\w+, arrowhead=\w+/.exec(line)![0])).size).toBe(modes.length);
    const mermaid = toMermaid(picture)
      .split('\n')
      .filter((line) => line.includes('linkStyle'));
    expect(new Set(mermaid.map((line) => /stroke:(#\w+)/.exec(line)![1])).size).toBe(modes.length);
    expect(new Set(mermaid.map((line) => /stroke-dasharray:(.*)/.exec(line)?.[1])).size).toBe(modes.length);
  });

  it('has a legend in each form: of each mode that is there a line as those look, with its name', () => {
    const picture = pictureOf(planOf(9, 0), { title: 'Site' });
    const modes = Object.keys(MODES).filter((mode) => picture.paths.some((path) => path.mode === mode)) as Mode[];
    expect(modes.length).toBeGreaterThan(1);
    const dot = toDot(picture);
    const mermaid = toMermaid(picture);
    for (const [index, mode] of modes.entries()) {
      const look = /color=.*, arrowhead=\w+/;
      const own = dot.split('\n').find((line) => line.includes(`tooltip="${MODES[mode]}"`))!;
      expect(dot).toContain(`m${index}to [label="${MODES[mode]}"]`);
      expect(look.exec(dot.split('\n').find((line) => line.includes(`m${index} -> `))!)![0]).toBe(look.exec(own)![0]);
      expect(mermaid).toContain(`--> m${index}to["${MODES[mode]}"]`);
      const style = (line: number) =>
        new RegExp(`linkStyle (?:\\d+,)*${line}(?:,\\d+)* stroke:(.*?),stroke-width:[\\d.]+px(.*)`)
          .exec(mermaid)!
          .slice(1);
      const first = picture.paths.findIndex((path) => path.mode === mode);
      expect(style(picture.paths.length + index)).toEqual(style(first));
    }
    expect(toDot({ ...picture, paths: [] }) + toMermaid({ ...picture, paths: [] })).not.toContain('legend');
  });

  it('has a style sheet that a content security policy can name', () => {
    const laidOut = topologyGraph(planOf(1), { title: 'Site' });
    expect(toSvg(laidOut, { nonce: 'a"b' })).toContain('<style nonce="a&#34;b">');
  });
});

describe('Mermaid', () => {
  const LABEL = '"(?:[\\p{L}\\p{M}\\p{N} .,/·…_-]|#\\d+;|<br/>)*"';
  const LINES = [
    '  classDef \\w+ [\\w#:,]+',
    '  linkStyle \\d+(,\\d+)* stroke:#\\w{6},stroke-width:[\\d.]+px(,stroke-dasharray:[\\d. ]+)?',
    '  b\\d+(own)? -->\\|\\d+\\| b\\d+',
    `  subgraph legend\\[${LABEL}\\]`,
    '    direction LR',
    `    m\\d+\\[" "\\]:::legend --> m\\d+to\\[${LABEL}\\]:::legend`,
    ` +b\\d+(own)?(\\[${LABEL}\\]|\\(${LABEL}\\))(:::(proxy|hyperflex))?`,
    ` +subgraph b\\d+\\[${LABEL}\\]`,
    ' +end',
  ];

  it.each(seeds)('has nothing but its own statements, whatever names hold (%i)', (seed) => {
    const [fence, title, end, head, ...lines] = toMermaid(pictureOf(planOf(seed), { title: titleOf(seed) }))
      .trimEnd()
      .split('\n');
    expect([fence, end, head]).toEqual(['---', '---', 'flowchart LR']);
    expect(title).toMatch(/^title: "(?:[^"\\]|\\["\\])*"$/);
    for (const line of lines) expect(line).toMatch(new RegExp(`^(${LINES.join('|')})$`, 'u'));
  });
});

describe('Graphviz', () => {
  const STRING = '"(?:[^"\\\\&]|\\\\["\\\\n]|&amp;)*"';
  const LIST = `\\[\\w+=(${STRING}|\\w+)(, \\w+=(${STRING}|[\\w.]+))*\\]`;
  const LINES = [
    `digraph ${STRING} \\{`,
    ` +(graph|node|edge|b\\d+(own)?) ${LIST}`,
    ' +subgraph cluster_b\\d+ \\{',
    ` +b\\d+(own)? -> b\\d+ ${LIST}`,
    '  subgraph cluster_legend \\{',
    ` +m\\d+(to)? ${LIST}`,
    ` +m\\d+ -> m\\d+to ${LIST}`,
    ' *\\}',
  ];

  it.each(seeds)('has nothing but its own statements, whatever names hold (%i)', (seed) => {
    const picture = pictureOf(planOf(seed), { title: titleOf(seed) });
    const lines = toDot(picture).trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(new RegExp(`^(${LINES.join('|')})$`, 'u'));
    const boxes = [...allBoxes(picture.boxes)];
    expect(lines.filter((line) => /subgraph cluster_b\d+ \{$/.test(line))).toHaveLength(
      boxes.filter((box) => box.boxes.length > 0).length,
    );
  });
});
