import type { LaidOut, PlacedBox, PlacedPath } from '../../engine/graph/lay-out.ts';
import type { Layouts } from '../../engine/graph/layouts.ts';
import { thickness } from '../../engine/graph/looks.ts';
import { spoken, spokenPath } from '../../engine/graph/picture.ts';
import type { PlacedText } from '../../engine/graph/place-texts.ts';
import { strokeOf } from '../../engine/graph/stroke.ts';
import { drawable } from '../../engine/graph/text.ts';
import { pictureOf } from '../../engine/graph/topology-graph.ts';
import { entitiesOf } from '../../engine/model/topology.ts';
import { baseName } from '../../files/paths.ts';
import type { OpenDocument } from '../../lsp/documents.ts';
import type { PictureParams, ShownBox, ShownPath, ShownPicture, ShownText } from '../../lsp/plan-protocol.ts';

/**
 * The picture of the document's topology, as `hxtopo graph` draws it.
 * @param layouts knows where the boxes of the last pictures stand
 */
export function shownPicture(
  document: OpenDocument,
  { focus: wanted, fold, own = {} }: PictureParams,
  layouts: Layouts,
): ShownPicture {
  const { topology, plan, tree } = document.analysis;
  const focus =
    wanted && [...entitiesOf(topology)].find(({ kind, name }) => kind === wanted.kind && name === wanted.name);
  const name = topology.files[0]?.name?.value ?? baseName(tree.uri);
  const title = focus ? `${name}: ${focus.name}` : name;
  const laidOut = layouts.of(pictureOf(plan, { title, focus, fold, own: new Map(Object.entries(own)) }));
  const keys = keysOf(laidOut);
  return {
    title: laidOut.picture.title,
    incomplete: topology.files.some((file) => file.tree.errors.length > 0),
    focused: focus !== undefined,
    width: laidOut.width,
    height: laidOut.height,
    boxes: laidOut.boxes.map((placed) => shownBox(document, placed, keys)),
    paths: laidOut.paths.map((placed) => shownPath(placed, keys)),
    legend: {
      texts: [laidOut.legend.title, laidOut.legend.note].map(shownText),
      entries: laidOut.legend.entries.map(({ mode, start, end, text }) => ({
        mode,
        stroke: strokeOf([start, end], 2.5, mode),
        text: shownText(text),
      })),
    },
  };
}

type Keys = ReadonlyMap<PlacedBox['box'], string>;

/** By kind and name, so that a box is the same one in the next picture; namesakes are counted. */
function keysOf({ boxes }: LaidOut): Keys {
  const counts = new Map<string, number>();
  return new Map(
    boxes.map(({ box }) => {
      const name = `${box.kind} ${box.entity?.name ?? box.title}`;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return [box, `${name} ${count}`];
    }),
  );
}

function shownBox(document: OpenDocument, { box, rect, texts }: PlacedBox, keys: Keys): ShownBox {
  const { kind, entity, place, folded, foldKey, focused, boxes } = box;
  return {
    key: keys.get(box)!,
    kind,
    label: drawable(spoken(box)),
    rect,
    texts: texts.map(shownText),
    holdsBoxes: boxes.length > 0,
    folded,
    foldKey: foldKey ?? null,
    focused,
    entity: entity ? { kind: entity.kind, name: entity.name } : null,
    place: place ? document.locate(place) : null,
  };
}

function shownPath({ path, points, number }: PlacedPath, keys: Keys): ShownPath {
  const { from, to, mode, vms } = path;
  return {
    key: `${keys.get(from)} ${keys.get(to)} ${mode}`,
    mode,
    label: spokenPath(path),
    stroke: strokeOf(points, thickness(vms), mode),
    number: number ? { text: String(vms), rect: number } : null,
    within: from === to,
  };
}

function shownText({ text, tone, at }: PlacedText): ShownText {
  return { text, tone, at };
}
