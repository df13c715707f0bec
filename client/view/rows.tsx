import type { JSX } from 'preact';
import type { Column, TableLine, TableRow } from '../../server/src/lsp/plan-protocol.ts';
import { number, t } from './text.ts';
import { WayIcon } from './way.tsx';
import { SHORT_WAYS } from './ways.ts';

export const COLUMNS: readonly (readonly [column: Column, title: string])[] = [
  ['vm', 'VM'],
  ['way', 'Mode'],
  ['proxy', 'Proxy'],
  ['job', 'Job'],
  ['host', 'Host'],
];

interface Props {
  readonly index: number;
  readonly line: TableLine | undefined;
  readonly top: number;
  readonly chosen: boolean;
  readonly active: boolean;
  readonly grouped: boolean;
}

/** The id of a line's element. */
export const idOfLine = (index: number): string => `line-${index}`;

/** One line of the table. What it holds is told by `data-line` to who handles its clicks. */
export function Line({ index, line, top, chosen, active, grouped }: Props): JSX.Element {
  const attributes = {
    id: idOfLine(index),
    'data-line': index,
    role: 'row',
    'aria-rowindex': index + 2,
    style: { transform: `translateY(${top}px)` },
  } as const;
  if (line?.kind === 'group') {
    const ways = Object.entries(line.tally).filter(([, rows]) => rows > 0) as [keyof typeof SHORT_WAYS, number][];
    return (
      <div
        {...attributes}
        class={`line group${active ? ' active' : ''}`}
        aria-level={1}
        aria-expanded={!line.collapsed}
      >
        <span role="gridcell" aria-colspan={COLUMNS.length}>
          <span class="twistie" aria-hidden="true" />
          <b>{line.name || t('None')}</b>
          <span class="count">{line.rows === 1 ? t('1 row') : t('{0} rows', number(line.rows))}</span>
          {ways.map(([way, rows]) => (
            <span key={way} class="tally" title={t(SHORT_WAYS[way])}>
              <WayIcon way={way} />
              <span class="hidden">{t(SHORT_WAYS[way])}</span> {number(rows)}
            </span>
          ))}
        </span>
      </div>
    );
  }
  return (
    <div
      {...attributes}
      class={`line${chosen ? ' chosen' : ''}${active ? ' active' : ''}`}
      aria-selected={chosen}
      {...(grouped ? { 'aria-level': 2 } : {})}
    >
      {COLUMNS.map(([column]) => (
        <span key={column} role="gridcell" class={`cell ${column}`} title={line && titleOf(line, column)}>
          {line && <Cell row={line} column={column} />}
        </span>
      ))}
    </div>
  );
}

/** What a narrow column cuts off. */
function titleOf(row: TableRow, column: Column): string {
  return column === 'way' ? row.wayText : (row[column] ?? '');
}

function Cell({ row, column }: { readonly row: TableRow; readonly column: Column }): JSX.Element | string {
  switch (column) {
    case 'vm':
      return row.vm;
    case 'way':
      return (
        <>
          <WayIcon way={row.way} />
          {row.forced ? t('{0}, forced', t(SHORT_WAYS[row.way])) : t(SHORT_WAYS[row.way])}
        </>
      );
    case 'proxy':
      return row.alternatives > 0 ? (
        <>
          {row.proxy}
          <span class="more" title={t('{0} more could be picked', row.alternatives)}>
            {' '}
            +{row.alternatives}
          </span>
        </>
      ) : (
        row.proxy
      );
    case 'job':
      return row.job ?? '';
    case 'host':
      return row.host;
  }
}
