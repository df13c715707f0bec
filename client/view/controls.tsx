import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Choices, GroupColumn, PlanQuery, Tally, Way } from '../../server/src/lsp/plan-protocol.ts';
import { number, t } from './text.ts';
import { WayIcon } from './way.tsx';
import { SHORT_WAYS } from './ways.ts';

interface Props {
  readonly query: PlanQuery;
  readonly choices: Choices | undefined;
  readonly tally: Tally | undefined;
  readonly change: (query: PlanQuery) => void;
  readonly copy: () => void;
  readonly exportAll: () => void;
}

const ONLY: readonly (readonly [key: keyof PlanQuery['only'], label: string, all: string])[] = [
  ['job', 'Job', 'All jobs'],
  ['proxy', 'Proxy', 'All proxies'],
  ['host', 'Host', 'All hosts'],
  ['system', 'HX system', 'All HX systems'],
];

const GROUPS: readonly (readonly [column: GroupColumn, label: string])[] = [
  ['way', 'Mode'],
  ['proxy', 'Proxy'],
  ['job', 'Job'],
  ['host', 'Host'],
];

/** The summary by mode, which filters as well; the filters; how rows are grouped; and what takes them elsewhere. */
export function Controls({ query, choices, tally, change, copy, exportAll }: Props): JSX.Element {
  return (
    <div class="controls">
      <Summary query={query} tally={tally} change={change} />
      <Chips query={query} change={change} />
      <div class="filters">
        <input
          type="search"
          id="text"
          placeholder={t('Filter VMs')}
          aria-label={t('Filter VMs')}
          value={query.text}
          onInput={({ currentTarget }) => change({ ...query, text: currentTarget.value })}
        />
        {ONLY.map(([key, label, all]) => (
          <Only key={key} of={key} label={t(label)} all={t(all)} names={choices?.[key] ?? []} {...{ query, change }} />
        ))}
        <select
          aria-label={t('Group by')}
          value={query.group ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const { group: _, ...rest } = query;
            change({ ...rest, collapsed: [], ...(value === '' ? {} : { group: value as GroupColumn }) });
          }}
        >
          <option value="">{t('Not grouped')}</option>
          {GROUPS.map(([column, label]) => (
            <option key={column} value={column}>
              {t('By {0}', t(label).toLowerCase())}
            </option>
          ))}
        </select>
        <span class="actions">
          <button type="button" onClick={copy} title={t('Copy the rows chosen')}>
            {t('Copy')}
          </button>
          <button type="button" onClick={exportAll} title={t('Write the rows shown into a CSV file')}>
            {t('Export CSV…')}
          </button>
        </span>
      </div>
    </div>
  );
}

/** What the table is about, where it is not about all: each can be taken away. */
function Chips({ query, change }: Pick<Props, 'query' | 'change'>): JSX.Element {
  return (
    <div class="chips" role="group" aria-label={t('Only')}>
      {ONLY.map(([key, label, all]) => {
        const name = query.only[key];
        if (name === undefined) return null;
        const { [key]: _, ...others } = query.only;
        return (
          <button
            type="button"
            key={key}
            title={t(all)}
            aria-label={`${t(label)} ${name}: ${t(all)}`}
            onClick={() => change({ ...query, only: others })}
          >
            {t(label)} <b>{name}</b> <span aria-hidden="true">×</span>
          </button>
        );
      })}
    </div>
  );
}

function Summary({ query, tally, change }: Pick<Props, 'query' | 'tally' | 'change'>): JSX.Element {
  // One that comes and goes with a keystroke would move the table: what was there stays, and whether VMs fail is always told.
  const seen = useRef(new Set<Way>(['fails'])).current;
  const all = Object.keys(SHORT_WAYS) as Way[];
  for (const way of all) if (tally?.[way]) seen.add(way);
  const ways = all.filter((way) => tally && (seen.has(way) || query.ways.includes(way)));
  return (
    <div class="summary" role="group" aria-label={t('Modes')}>
      {ways.map((way) => {
        const pressed = query.ways.includes(way);
        const others = query.ways.filter((each) => each !== way);
        return (
          <button
            type="button"
            key={way}
            class={tally?.[way] ? '' : 'none'}
            aria-pressed={pressed}
            onClick={() => change({ ...query, ways: pressed ? others : [...others, way] })}
          >
            <WayIcon way={way} />
            <span>{t(SHORT_WAYS[way])}</span>
            <b>{number(tally?.[way] ?? 0)}</b>
          </button>
        );
      })}
    </div>
  );
}

interface OnlyProps extends Pick<Props, 'query' | 'change'> {
  readonly of: keyof PlanQuery['only'];
  readonly label: string;
  readonly all: string;
  readonly names: readonly string[];
}

/** A choice among names; none where there is nothing to choose. */
function Only({ of, label, all, names, query, change }: OnlyProps): JSX.Element | null {
  const chosen = query.only[of];
  if (names.length < 2 && chosen === undefined) return null;
  const offered = chosen === undefined || names.includes(chosen) ? names : [chosen, ...names];
  return (
    <select
      aria-label={label}
      class={chosen === undefined ? '' : 'set'}
      value={chosen === undefined ? '' : `=${chosen}`}
      onChange={({ currentTarget: { value } }) => {
        const { [of]: _, ...others } = query.only;
        change({ ...query, only: value === '' ? others : { ...others, [of]: value.slice(1) } });
      }}
    >
      <option value="">{all}</option>
      {offered.map((name) => (
        <option key={name} value={`=${name}`}>
          {name}
        </option>
      ))}
    </select>
  );
}
