import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type {
  Column,
  PlanQuery,
  RowId,
  ShownEntity,
  ShownPlace,
  VmDetail,
} from '../../server/src/lsp/plan-protocol.ts';
import type { HostMessage, PictureState, Tab, ViewState } from '../src/features/plan-view/messages.ts';
import { Changes } from './changes.tsx';
import { Controls } from './controls.tsx';
import { Detail } from './detail.tsx';
import { Grid, type Selection } from './grid.tsx';
import { ask, saveState, say } from './host.ts';
import { Picture } from './picture.tsx';
import { TableModel } from './table-model.ts';
import { idOfPanel, idOfTab, Tabs } from './tabs.tsx';
import { number, t } from './text.ts';

const NO_QUERY: PlanQuery = { text: '', ways: [], only: {}, collapsed: [] };
const WHOLE: PictureState = { fold: 'auto', left: 0, top: 0 };

interface Props {
  /** The file that is shown. */
  readonly uri: string;
  /** What was kept of it, if anything was. */
  readonly saved: ViewState | undefined;
  /** Hears what the extension says besides. */
  readonly hear: (listener: (message: HostMessage) => void) => void;
}

/** The plan of one topology file: the table of its VMs, and of the chosen one why. */
export function App({ uri, saved, hear }: Props): JSX.Element {
  const [, changed] = useReducer<number, void>((count) => count + 1, 0);
  const [query, setQuery] = useState(saved?.query ?? NO_QUERY);
  const [chosen, setChosen] = useState<RowId | undefined>(saved?.chosen);
  const [selection, setSelection] = useState<Selection>();
  const [detail, setDetail] = useState<VmDetail>();
  const [planned, planChanged] = useReducer<number, void>((count) => count + 1, 0);
  const [tab, setTab] = useState<Tab>(saved?.tab ?? 'vms');
  const [picture, setPicture] = useState<PictureState>(saved?.picture ?? WHOLE);
  const [pointed, setPointed] = useState<ShownEntity>();
  const [done, setDone] = useState('');
  const model = useMemo(() => new TableModel(query, changed), []);
  const scroller = useRef<HTMLDivElement>(null);
  const top = useRef(saved?.top ?? 0);
  const rowHeight = useMemo(heightOfRow, []);

  const change = (to: PlanQuery): void => {
    setQuery(to);
    model.query(to);
  };
  const keep = (): void => saveState({ uri, tab, query, chosen, top: top.current, picture });
  useEffect(keep, [uri, tab, query, chosen, picture]);

  /** Puts a line into sight, and with `middle` some around it. */
  const scrollTo = (line: number, middle = false): void => {
    const element = scroller.current!;
    const room = element.clientHeight - rowHeight;
    const over = line * rowHeight - element.scrollTop;
    if (over >= 0 && over + rowHeight <= room) return;
    const lead = middle ? room / 2 : over < 0 ? 0 : room - rowHeight;
    element.scrollTop = line * rowHeight - lead;
  };

  /** Chooses a VM, wherever it stands in the table; one that the filters hide only where they may be cleared. */
  const choose = async (vm: string, job: string | null | undefined, clear: boolean): Promise<void> => {
    let found = await model.find(vm, job);
    if (!found && clear) {
      change(NO_QUERY);
      found = await model.find(vm, job);
    }
    if (!found) return;
    setChosen({ vm, job: found.job });
    setSelection({ active: found.line, anchor: found.line });
    scrollTo(found.line, true);
  };

  const current = useRef({ chosen, query, choose, change });
  current.current = { chosen, query, choose, change };
  useEffect(() => {
    hear((message) => {
      const now = current.current;
      if (message.type === 'planChanged') {
        model.planChanged();
        planChanged();
      } else if (message.type === 'cursor') {
        setPointed(message.at);
        const { kind, name } = message.at;
        if (kind === 'vm' && name !== now.chosen?.vm) void now.choose(name, undefined, false);
      } else if (message.type === 'choose') {
        setTab('vms');
        void now.choose(message.vm, message.job, true);
      } else if (message.type === 'tab') {
        setTab(message.tab);
      } else if (message.type === 'only') {
        setTab('vms');
        now.change({ ...now.query, text: '', ways: [], only: message.only, collapsed: [] });
        setDone(t('Only what concerns {0}', Object.values(message.only).join(', ')));
      } else if (message.type === 'done') {
        setDone(message.text);
      }
    });
  }, []);

  // What is chosen may stand in another line now.
  useEffect(() => {
    if (!chosen || !model.window) return;
    void model.find(chosen.vm, chosen.job).then((found) => {
      // Someone may have gone on meanwhile.
      if (current.current.chosen === chosen) setSelection(found && { active: found.line, anchor: found.line });
    });
  }, [model.window?.total, query, planned]);

  useEffect(() => {
    let late = false;
    if (!chosen) setDetail(undefined);
    else
      void ask('vm', chosen).then((answer) => {
        // Of a text that does not parse, the last good answer is worth more.
        if (!late && !(answer === null && model.outdated)) setDetail(answer ?? undefined);
      });
    return () => {
      late = true;
    };
  }, [chosen, planned]);

  // The table has less room beside the plan of a VM: its row stays in sight.
  const hasDetail = detail !== undefined;
  useLayoutEffect(() => {
    if (hasDetail && selection) scrollTo(selection.active, true);
  }, [hasDetail]);

  // As it was left, once there are lines to scroll.
  const isThere = model.window !== undefined;
  useLayoutEffect(() => {
    if (isThere && top.current > 0) scroller.current!.scrollTop = top.current * rowHeight;
  }, [isThere]);

  const select = (to: Selection): void => {
    setSelection(to);
    scrollTo(to.active);
    const line = model.line(to.active);
    if (line?.kind === 'row') setChosen({ vm: line.vm, job: line.job });
  };
  const go = (index: number, focus: boolean): void => {
    const line = model.line(index);
    if (line?.kind === 'row') say({ type: 'showRow', row: { vm: line.vm, job: line.job }, focus });
  };
  const toggle = (index: number, open?: boolean): void => {
    const line = model.line(index);
    if (line?.kind !== 'group' || line.collapsed === !(open ?? line.collapsed)) return;
    const others = query.collapsed.filter((name) => name !== line.name);
    change({ ...query, collapsed: line.collapsed ? others : [...others, line.name] });
  };
  const sortBy = (column: Column): void => {
    const { sort, ...rest } = query;
    if (sort?.column !== column) change({ ...rest, sort: { column, descending: false } });
    else change(sort.descending ? rest : { ...rest, sort: { column, descending: true } });
  };
  const copy = (): void => {
    const first = selection ? Math.min(selection.active, selection.anchor) : 0;
    const last = selection ? Math.max(selection.active, selection.anchor) : Number.MAX_SAFE_INTEGER - 1;
    say({ type: 'copy', query, offset: first, count: last - first + 1 });
  };
  const closeDetail = (): void => {
    setChosen(undefined);
    scroller.current?.focus();
  };

  const show = (place: ShownPlace, focus: boolean): void => say({ type: 'show', place, focus });
  const { window: shown } = model;
  return (
    <main>
      <h1 class="hidden">{t('Topology Plan')}</h1>
      <Tabs
        label={t('What is shown of the plan')}
        tabs={[
          { id: 'vms', text: t('VMs') },
          { id: 'picture', text: t('Picture') },
          { id: 'changes', text: t('Changes') },
        ]}
        chosen={tab}
        choose={setTab}
      />
      <div class={`plan ${detail ? 'with-detail' : ''}`} hidden={tab === 'picture'}>
        <div class="overview">
          {tab === 'changes' && (
            <div class="panel" role="tabpanel" id={idOfPanel('changes')} aria-labelledby={idOfTab('changes')}>
              <Changes
                planned={planned}
                show={show}
                go={(row, focus) => {
                  setChosen(row);
                  say({ type: 'showRow', row, focus });
                }}
                compareWith={() => say({ type: 'compareWith' })}
              />
            </div>
          )}
          <div
            class="panel"
            role="tabpanel"
            id={idOfPanel('vms')}
            aria-labelledby={idOfTab('vms')}
            hidden={tab !== 'vms'}
          >
            <Controls
              {...{ query, change, copy }}
              choices={model.choices}
              tally={shown?.tally}
              exportAll={() => say({ type: 'export', query })}
            />
            <Grid
              {...{ model, query, selection, scroller, rowHeight, sortBy, select, go, toggle, copy }}
              leave={closeDetail}
              scrolled={(first) => {
                top.current = first;
                keep();
              }}
            />
            <footer>
              <span role="status">{statusText(model)}</span>
              <span role="status">{done}</span>
            </footer>
          </div>
        </div>
        {detail && (
          <Detail
            detail={detail}
            show={show}
            copy={() => say({ type: 'copyExplanation', row: { vm: detail.vm, job: detail.job } })}
            close={closeDetail}
          />
        )}
      </div>
      {tab === 'picture' && (
        <div class="picture" role="tabpanel" id={idOfPanel('picture')} aria-labelledby={idOfTab('picture')}>
          <Picture
            state={picture}
            {...{ planned, pointed, show }}
            change={(to) => setPicture((before) => ({ ...before, ...to }))}
          />
        </div>
      )}
    </main>
  );
}

function statusText({ window: shown, missing, outdated }: TableModel): string {
  if (missing) return t('The topology cannot be read.');
  if (!shown) return t('The topology is being planned.');
  const counted =
    shown.rows === shown.allRows
      ? t('{0} rows', number(shown.rows))
      : t('{0} of {1} rows', number(shown.rows), number(shown.allRows));
  return outdated || shown.incomplete
    ? `${counted} · ${t('The file does not parse: this is the plan from before.')}`
    : counted;
}

/** In whole pixels, so that lines meet. The style sheet has it from here. */
function heightOfRow(): number {
  const height = Math.round(Number.parseFloat(getComputedStyle(document.body).fontSize) * 1.9);
  document.documentElement.style.setProperty('--row', `${height}px`);
  return height;
}
