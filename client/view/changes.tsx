import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type {
  ChangeKind,
  ComparisonResult,
  ShownAnswer,
  ShownCause,
  ShownChange,
} from '../../server/src/lsp/compare-protocol.ts';
import type { RowId, ShownPlace } from '../../server/src/lsp/plan-protocol.ts';
import { ask } from './host.ts';
import { number, t } from './text.ts';
import { WayIcon } from './way.tsx';
import { SHORT_WAYS } from './ways.ts';

interface Props {
  /** Another number after each change of the plan, or of what it is compared with. */
  readonly planned: number;
  /** The VM of a change is to be shown, and with `focus` gone to. */
  readonly go: (row: RowId, focus: boolean) => void;
  readonly show: (place: ShownPlace, focus: boolean) => void;
  readonly compareWith: () => void;
}

/** VMs that are listed at first, and how many times more when more are asked for. */
const MOST = 500;
const MORE = 4;
/** In ms: the list follows when nobody has typed for so long. */
const BREATH = 150;

/** How the plan differs from the one that it is compared with: cause by cause, what became worse first. */
export function Changes({ planned, go, show, compareWith }: Props): JSX.Element {
  const [most, setMost] = useState(MOST);
  const [comparison, setComparison] = useState<ComparisonResult>();
  useEffect(() => {
    let late = false;
    const look = (): void =>
      void ask('changes', { most }).then((answer) => {
        // A plan of what is left of a text that does not parse says little: what is shown stays.
        if (!late) setComparison((before) => (before && (!answer || answer.incomplete) ? before : answer));
      });
    const soon = setTimeout(look, comparison ? BREATH : 0);
    return () => {
      late = true;
      clearTimeout(soon);
    };
  }, [planned, most]);
  if (!comparison) return <div class="changes" />;
  const { counts, unchanged, causes, moreCauses, since, unreadable, present } = comparison;
  const kinds = (Object.keys(KINDS) as ChangeKind[]).filter((kind) => counts[kind] > 0);
  return (
    <div class="changes" onKeyDown={pressed}>
      <header>
        <p role="status">
          {unreadable ??
            (kinds.length === 0
              ? t('Nothing changes {0}: {1} VMs keep their answer.', since, number(unchanged))
              : kinds.map((kind) => (
                  <span key={kind} class={`kind ${kind}`}>
                    <KindIcon kind={kind} /> {number(counts[kind])} {t(KINDS[kind])}
                  </span>
                )))}
          {kinds.length > 0 && (
            <span class="since">
              {since} · {t('{0} unchanged', number(unchanged))}
            </span>
          )}
        </p>
        <button type="button" class="link" onClick={compareWith}>
          {t('Compare With…')}
        </button>
      </header>
      {present.length > 0 && <p class="present">{t('Not there then, and counted as now: {0}', present.join(', '))}</p>}
      {causes.map((cause) => (
        <Cause key={`${cause.kind} ${cause.reason}`} {...{ cause, go, show }} />
      ))}
      {(moreCauses > 0 || causes.some(({ vms, changes }) => vms > changes.length)) && (
        <button type="button" class="link all" onClick={() => setMost(most * MORE)}>
          {moreCauses > 0 ? t('Show more VMs and {0} more causes', number(moreCauses)) : t('Show more VMs')}
        </button>
      )}
    </div>
  );
}

const KINDS: { readonly [K in ChangeKind]: string } = {
  worse: 'worse',
  better: 'better',
  changed: 'changed',
  added: 'added',
  removed: 'removed',
};

/** As in the gutter of the editor. */
const SHAPES: { readonly [K in ChangeKind]: JSX.Element } = {
  worse: <path d="M8 14 1.5 3h13z" />,
  better: <path d="M8 2l6.5 11h-13z" />,
  changed: <path d="M8 2l6 6-6 6-6-6z" class="stroke" />,
  added: <path d="M8 2.5v11M2.5 8h11" class="stroke" />,
  removed: <path d="M3 3l10 10M13 3 3 13" class="stroke" />,
};

function KindIcon({ kind }: { kind: ChangeKind }): JSX.Element {
  return (
    <svg class={`change-sign ${kind}`} viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
      {SHAPES[kind]}
    </svg>
  );
}

function Cause({ cause, go, show }: { cause: ShownCause } & Pick<Props, 'go' | 'show'>): JSX.Element {
  const { kind, reason, place, vms, changes } = cause;
  return (
    <details open class="cause">
      <summary>
        <KindIcon kind={kind} />{' '}
        <b>
          {vms === 1 ? t('1 VM') : t('{0} VMs', number(vms))} {t(KINDS[kind])}
        </b>
        {': '}
        {reason}
      </summary>
      {place && (
        <button type="button" class="link decided" onClick={() => show(place, true)}>
          {t('What decided it: line {0}', place.range.start.line + 1)}
        </button>
      )}
      <ul>
        {changes.map((change) => (
          <Change key={`${change.job} ${change.vm}`} {...{ change, go }} />
        ))}
        {vms > changes.length && <li class="rest">{t('and {0} more', number(vms - changes.length))}</li>}
      </ul>
    </details>
  );
}

function Change({ change, go }: { change: ShownChange } & Pick<Props, 'go'>): JSX.Element {
  const { vm, job, before, after } = change;
  return (
    <li>
      <button
        type="button"
        class="change"
        onClick={() => go({ vm, job }, false)}
        onDblClick={() => go({ vm, job }, true)}
      >
        <span class="vm">{vm}</span>
        <span class="job">{job}</span>
        <span class="turn">
          <Answer answer={before} />{' '}
          <span class="becomes">
            <span aria-hidden="true">→</span>
            <span class="hidden">{t('becomes')}</span> <Answer answer={after} />
          </span>
        </span>
      </button>
    </li>
  );
}

function Answer({ answer }: { answer: ShownAnswer | null }): JSX.Element {
  if (!answer) return <span class="answer">–</span>;
  return (
    <span class="answer" title={t(SHORT_WAYS[answer.way])}>
      <WayIcon way={answer.way} /> {answer.text}
    </span>
  );
}

/** The arrows go from VM to VM, over headings and places. */
function pressed(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('.change')].filter((each) => each.offsetParent);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
