import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { PlanQuery } from '../../server/src/lsp/plan-protocol.ts';
import { COLUMNS, idOfLine, Line } from './rows.tsx';
import type { TableModel } from './table-model.ts';
import { t } from './text.ts';

/** The lines chosen: from `anchor` to `active`, where the keyboard is. */
export interface Selection {
  readonly active: number;
  readonly anchor: number;
}

interface Props {
  readonly model: TableModel;
  readonly query: PlanQuery;
  readonly selection: Selection | undefined;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rowHeight: number;
  readonly sortBy: (column: (typeof COLUMNS)[number][0]) => void;
  /** Lines are chosen by the mouse or the keyboard. */
  readonly select: (selection: Selection) => void;
  /** The line is gone to, with the focus or without. */
  readonly go: (line: number, focus: boolean) => void;
  /** The group of the line is opened or closed. */
  readonly toggle: (line: number, open?: boolean) => void;
  readonly copy: () => void;
  readonly leave: () => void;
  readonly scrolled: (first: number) => void;
}

/** Rendered before and after the lines in sight. */
const OVERSCAN = 8;

/**
 * The table of VMs: of its lines only those in sight are in the page. The keyboard stays on the table itself, which names the
 * active line, since lines come and go.
 */
export function Grid(props: Props): JSX.Element {
  const { model, query, selection, scroller, rowHeight } = props;
  const { first, count } = useSight(props);
  const total = model.window?.total ?? 0;
  const from = Math.max(0, first - OVERSCAN);
  const to = Math.min(total, first + count + OVERSCAN);
  const low = selection ? Math.min(selection.active, selection.anchor) : -1;
  const high = selection ? Math.max(selection.active, selection.anchor) : -1;
  const isActive = (index: number): boolean => index === selection?.active;
  const lineOf = ({ target }: MouseEvent): number | undefined => {
    const found = (target as Element).closest<HTMLElement>('[data-line]')?.dataset.line;
    return found === undefined ? undefined : Number(found);
  };
  const grouped = query.group !== undefined;
  const lines: JSX.Element[] = [];
  for (let index = from; index < to; index++) {
    const chosen = index >= low && index <= high;
    const line = model.line(index);
    lines.push(
      <Line key={index} top={(index + 1) * rowHeight} active={isActive(index)} {...{ index, line, chosen, grouped }} />,
    );
  }
  return (
    <div
      class="grid"
      role={grouped ? 'treegrid' : 'grid'}
      ref={scroller}
      tabIndex={0}
      aria-label={t('VMs')}
      aria-rowcount={total + 1}
      aria-colcount={COLUMNS.length}
      aria-multiselectable
      {...(selection && selection.active >= from && selection.active < to
        ? { 'aria-activedescendant': idOfLine(selection.active) }
        : {})}
      onKeyDown={(event) => pressed(event, props, total, count)}
      onClick={(event) => {
        const line = lineOf(event);
        if (line === undefined) return;
        if (model.line(line)?.kind === 'group') props.toggle(line);
        props.select({ active: line, anchor: event.shiftKey && selection ? selection.anchor : line });
        if (!event.shiftKey) props.go(line, false);
      }}
      onDblClick={(event) => {
        const line = lineOf(event);
        if (line !== undefined) props.go(line, true);
      }}
    >
      <div role="row" aria-rowindex={1} class="head">
        {COLUMNS.map(([column, title]) => {
          const sorted = query.sort?.column === column ? (query.sort.descending ? 'descending' : 'ascending') : 'none';
          return (
            <span key={column} role="columnheader" class={column} aria-sort={sorted}>
              <button type="button" onClick={() => props.sortBy(column)}>
                {t(title)}
                <span class={`arrow ${sorted}`} aria-hidden="true" />
              </button>
            </span>
          );
        })}
      </div>
      {lines}
      <div class="height" role="presentation" style={{ height: `${(total + 1) * rowHeight}px` }} />
    </div>
  );
}

/** Which lines are in sight; those around are asked for when they are not known. */
function useSight({ model, scroller, rowHeight, scrolled }: Props): { first: number; count: number } {
  const [sight, setSight] = useState({ first: 0, count: 0 });
  useLayoutEffect(() => {
    const element = scroller.current!;
    const look = (): void => {
      const first = Math.floor(element.scrollTop / rowHeight);
      const count = Math.ceil(element.clientHeight / rowHeight);
      setSight((before) => (before.first === first && before.count === count ? before : { first, count }));
      model.see(first, count);
      scrolled(first);
    };
    const resized = new ResizeObserver(look);
    resized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [model, rowHeight]);
  return sight;
}

function pressed(event: KeyboardEvent, props: Props, total: number, page: number): void {
  const { selection, select, go, toggle, copy, leave, model } = props;
  // The buttons of the heading have keys of their own.
  if (event.target !== event.currentTarget || total === 0) return;
  const active = selection?.active ?? -1;
  const command = event.ctrlKey || event.metaKey;
  const move = (to: number): void => {
    const line = Math.max(0, Math.min(total - 1, to));
    select({ active: line, anchor: event.shiftKey && selection ? selection.anchor : line });
  };
  const acts: { readonly [key: string]: () => void } = {
    ArrowDown: () => move(active + 1),
    ArrowUp: () => move(active - 1),
    PageDown: () => move(active + page - 2),
    PageUp: () => move(active - page + 2),
    Home: () => move(0),
    End: () => move(total - 1),
    ArrowRight: () => toggle(active, true),
    ArrowLeft: () => toggle(active, false),
    ' ': () => toggle(active),
    Enter: () => (model.line(active)?.kind === 'group' ? toggle(active) : go(active, true)),
    Escape: leave,
    ...(command ? { a: () => select({ anchor: 0, active: total - 1 }), c: copy } : {}),
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}
