import type { JSX } from 'preact';
import type { ShownBox, ShownEntity, ShownPath, ShownPicture, ShownText } from '../../server/src/lsp/plan-protocol.ts';
import { Fold } from './picture-fold.tsx';

interface Props {
  readonly picture: ShownPicture;
  /** How many pixels of the page one of the picture takes. */
  readonly zoom: number;
  /** Its box is marked. */
  readonly pointed: ShownEntity | undefined;
  /** Focuses on what a box stands for. */
  readonly enter: (box: ShownBox) => void;
  /** Leads to its line in the file. */
  readonly lead: (box: ShownBox) => void;
  /** Folds or unfolds it. */
  readonly toggle: (box: ShownBox) => void;
}

/** The picture as SVG. Boxes and lines keep their elements from one picture to the next. */
export function Drawing({ picture, zoom, pointed, enter, lead, toggle }: Props): JSX.Element {
  const { width, height, title, boxes, paths, legend } = picture;
  const box = (each: ShownBox): JSX.Element => <Box key={each.key} {...{ box: each, pointed, enter, lead }} />;
  const path = (each: ShownPath): JSX.Element => <Path key={each.key} path={each} />;
  const number = (each: ShownPath): JSX.Element => <Count key={each.key} path={each} />;
  const between = paths.filter(({ within }) => !within);
  const within = paths.filter((each) => each.within);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width * zoom} height={height * zoom} role="group" aria-label={title}>
      {legend.texts.map((each) => (
        <Text key={each.text} text={each} />
      ))}
      {legend.entries.map(({ mode, stroke, text }) => (
        <g key={mode} class={`path ${mode}`}>
          <Line stroke={stroke} />
          <Text text={text} />
        </g>
      ))}
      {/* Lines pass above what holds boxes, and behind what does not and all numbers. */}
      {boxes.filter(({ holdsBoxes }) => holdsBoxes).map(box)}
      {between.map(path)}
      {between.map(number)}
      {boxes.filter(({ holdsBoxes }) => !holdsBoxes).map(box)}
      {within.map(path)}
      {within.map(number)}
      {/* In a list of their own: the one that is used stays, and the focus on it, when its box comes to hold others. */}
      {boxes.map((each) => each.foldKey !== null && <Fold key={each.foldKey} box={each} toggle={toggle} />)}
    </svg>
  );
}

function Box({
  box,
  pointed,
  enter,
  lead,
}: { box: ShownBox } & Pick<Props, 'pointed' | 'enter' | 'lead'>): JSX.Element {
  const { kind, folded, focused, entity, place, label, rect, texts } = box;
  const isPointed = entity !== null && entity.kind === pointed?.kind && entity.name === pointed.name;
  const acts = place && {
    role: 'button' as const,
    // As SVG writes it.
    tabindex: 0,
    onClick: () => lead(box),
    onDblClick: () => enter(box),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      if (event.key === 'Enter') enter(box);
      else lead(box);
    },
  };
  return (
    <g
      class={['box', kind, folded && 'folded', focused && 'focused', isPointed && 'pointed'].filter(Boolean).join(' ')}
      aria-label={label}
      {...(acts ?? { role: 'group' as const })}
    >
      <rect {...rect} rx={kind === 'proxy' ? 10 : 4} />
      {texts.map((each) => (
        <Text key={each.text} text={each} />
      ))}
    </g>
  );
}

function Path({ path: { mode, label, stroke } }: { path: ShownPath }): JSX.Element {
  return (
    <g class={`path ${mode}`}>
      <title>{label}</title>
      <Line stroke={stroke} />
    </g>
  );
}

function Count({ path: { label, number } }: { path: ShownPath }): JSX.Element | null {
  if (!number) return null;
  const { x, y, width } = number.rect;
  return (
    <g class="count">
      <title>{label}</title>
      <rect {...number.rect} rx={6} />
      <text class="number" x={x + width / 2} y={y + 10.5}>
        {number.text}
      </text>
    </g>
  );
}

function Line({ stroke: { line, head, width, dashes } }: { stroke: ShownPath['stroke'] }): JSX.Element {
  return (
    <>
      <path d={line} stroke-width={width} {...(dashes === '' ? {} : { 'stroke-dasharray': dashes })} />
      <path class="head" d={head} />
    </>
  );
}

function Text({ text: { text, tone, at } }: { text: ShownText }): JSX.Element {
  return (
    <text class={tone} x={at.x} y={at.y}>
      {/* The space keeps the words of two lines apart for those who hear them. */}
      {`${text} `}
    </text>
  );
}
