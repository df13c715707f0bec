import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type {
  PictureFold,
  ShownBox,
  ShownEntity,
  ShownPicture,
  ShownPlace,
} from '../../server/src/lsp/plan-protocol.ts';
import type { PictureState } from '../src/features/plan-view/messages.ts';
import { ask } from './host.ts';
import { Drawing } from './picture-drawing.tsx';
import { t } from './text.ts';

const FOLDS: readonly (readonly [PictureFold, string])[] = [
  ['auto', 'Folded as needed'],
  ['none', 'Nothing folded'],
  ['clusters', 'Clusters folded'],
  ['datacenters', 'Datacenters folded'],
];
const SMALLEST = 0.1;
const LARGEST = 4;
/** In pixels, for an arrow key. */
const PAN = 60;
/** In pixels: a hand is not quite still when it clicks. */
const SHAKE = 4;
/** In ms: the picture follows when nobody has typed for so long. */
const BREATH = 150;

interface Props {
  readonly state: PictureState;
  /** Another number for another plan. */
  readonly planned: number;
  /** What the cursor in the file is at. */
  readonly pointed: ShownEntity | undefined;
  readonly change: (to: Partial<PictureState>) => void;
  readonly show: (place: ShownPlace, focus: boolean) => void;
}

/** The picture of the topology, with what zooms, folds and focuses it. It asks for a picture only while it is shown. */
export function Picture({ state, planned, pointed, change, show }: Props): JSX.Element {
  const [picture, setPicture] = useState<ShownPicture>();
  const ground = useRef<HTMLDivElement>(null);
  const shown = useRef(planned);
  /** In pixels, since the mouse went down. */
  const moved = useRef(0);
  const { fold, own, focus } = state;

  useEffect(() => {
    let late = false;
    const look = (): void =>
      void ask('picture', { fold, focus, ...(own ? { own } : {}) }).then((answer) => {
        // Of a text that does not parse, the last good picture is worth more.
        if (!late && answer) setPicture((before) => (before && answer.incomplete ? before : answer));
      });
    const soon = setTimeout(look, shown.current === planned ? 0 : BREATH);
    shown.current = planned;
    return () => {
      late = true;
      clearTimeout(soon);
    };
  }, [fold, own, focus?.kind, focus?.name, planned]);

  // As it was left; and another size leaves what is looked at where it is.
  const isThere = picture !== undefined;
  useLayoutEffect(() => {
    if (isThere) ground.current!.scrollTo(state.left, state.top);
  }, [isThere, state.zoom]);

  useEffect(() => {
    ground.current?.querySelector('.pointed')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pointed?.kind, pointed?.name]);

  const room = ground.current?.clientWidth ?? 0;
  const fitting = picture && room > 0 ? Math.min(1, Math.max(0.3, room / picture.width)) : 1;
  const zoom = state.zoom ?? fitting;
  /** `at`: the point of the page that stays where it is; without one, the middle of what is in sight. */
  const zoomBy = (factor: number, at?: { readonly clientX: number; readonly clientY: number }): void => {
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = ground.current!;
    const corner = ground.current!.getBoundingClientRect();
    const x = at ? at.clientX - corner.left : clientWidth / 2;
    const y = at ? at.clientY - corner.top : clientHeight / 2;
    const to = Math.min(LARGEST, Math.max(SMALLEST, zoom * factor));
    change({
      zoom: to,
      left: Math.max(0, ((scrollLeft + x) * to) / zoom - x),
      top: Math.max(0, ((scrollTop + y) * to) / zoom - y),
    });
  };
  const fit = (): void => {
    ground.current!.scrollTo(0, 0);
    change({ zoom: undefined, left: 0, top: 0 });
  };
  const focusOn = (to: PictureState['focus']): void => change({ focus: to, zoom: undefined, left: 0, top: 0 });
  const toggle = ({ foldKey, folded }: ShownBox): void => {
    if (foldKey !== null) change({ own: { ...own, [foldKey]: !folded } });
  };
  const enter = (box: ShownBox): void => {
    if (box.entity) focusOn(box.entity);
    else toggle(box);
  };
  const lead = ({ place }: ShownBox): void => {
    if (place) show(place, false);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pan = (x: number, y: number) => () => ground.current!.scrollBy(x * PAN, y * PAN);
    const act: { readonly [key: string]: () => void } = {
      '+': () => zoomBy(1.2),
      '-': () => zoomBy(1 / 1.2),
      '0': fit,
      ArrowLeft: pan(-1, 0),
      ArrowRight: pan(1, 0),
      ArrowUp: pan(0, -1),
      ArrowDown: pan(0, 1),
      ...(focus ? { Escape: () => focusOn(undefined) } : {}),
    };
    if (!act[event.key]) return;
    event.preventDefault();
    act[event.key]!();
  };
  const onWheel = (event: WheelEvent): void => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomBy(event.deltaY < 0 ? 1.1 : 1 / 1.1, event);
  };
  const onPointerDown = (): void => {
    moved.current = 0;
  };
  const onPointerMove = ({ buttons, movementX, movementY }: PointerEvent): void => {
    if (buttons !== 1) return;
    ground.current!.scrollBy(-movementX, -movementY);
    moved.current += Math.abs(movementX) + Math.abs(movementY);
  };
  /** What ends where the picture was moved is no click on the box there. */
  const onClickCapture = (event: Event): void => {
    if (moved.current >= SHAKE) event.stopPropagation();
    moved.current = 0;
  };

  return (
    <>
      <div class="actions" role="toolbar" aria-label={t('Picture')}>
        <select
          aria-label={t('Fold')}
          value={fold}
          onChange={({ currentTarget }) => change({ fold: currentTarget.value as PictureFold, own: undefined })}
        >
          {FOLDS.map(([value, text]) => (
            <option key={value} value={value}>
              {t(text)}
            </option>
          ))}
        </select>
        <button type="button" aria-label={t('Zoom out')} onClick={() => zoomBy(1 / 1.2)}>
          −
        </button>
        <button type="button" aria-label={t('Zoom in')} onClick={() => zoomBy(1.2)}>
          +
        </button>
        <button type="button" onClick={fit}>
          {t('Fit')}
        </button>
        {focus && (
          <button type="button" onClick={() => focusOn(undefined)}>
            {t('Show all')}
          </button>
        )}
      </div>
      <div
        class="ground"
        ref={ground}
        tabIndex={0}
        role="group"
        aria-label={picture?.title ?? t('Picture')}
        {...{ onKeyDown, onWheel, onPointerDown, onPointerMove, onClickCapture }}
        onScroll={({ currentTarget: { scrollLeft: left, scrollTop: top } }) => {
          if (left !== state.left || top !== state.top) change({ left, top });
        }}
      >
        {picture && <Drawing {...{ picture, zoom, pointed, enter, lead, toggle }} />}
      </div>
    </>
  );
}
