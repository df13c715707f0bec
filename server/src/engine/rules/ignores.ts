import type { Place, Unit } from '../syntax/nodes.ts';
import { PersistentList } from '../syntax/persistent-list.ts';
import type { SyntaxTree } from '../syntax/tree.ts';

/** A comment that keeps a rule silent: `# topology-ignore: CODE reason`, `# topology-ignore-file: CODE reason`. */
export interface Ignore {
  readonly scope: 'line' | 'file';
  readonly code: string;
  readonly codePlace: Place;
  /** What goes when the comment goes: a comment that stands alone with its line. */
  readonly extent: Place;
  /** Other codes stand in the same comment. */
  readonly shared: boolean;
  readonly reason: string;
  /** The zero-based line that it speaks of; `undefined` for the file. */
  readonly line: number | undefined;
}

interface Comment extends Omit<Ignore, 'line'> {
  /** Lines from the start of the unit to the line that it speaks of. */
  readonly line: number | undefined;
}

const COMMENT = /(^|\s)#\s*topology-ignore(-file)?:[ \t]*([^\s,]*(?:[ \t]*,[ \t]*[^\s,]+)*)[ \t]*([^\r\n]*)/;

/** What was found in a file last: the next time, only what an edit changed is looked at. */
interface Known {
  readonly units: PersistentList<Unit>;
  readonly comments: ReadonlyMap<Unit, readonly Comment[]>;
}

/** By the first unit of the file, which most edits leave alone. */
const known = new WeakMap<Unit, Known>();

/** All ignores of a file, one for each code, in file order. */
export function ignoresIn({ units }: SyntaxTree): Ignore[] {
  const first = units.at(0);
  if (!first) return [];
  const before = known.get(first) ?? {
    units: PersistentList.of<Unit>([]),
    comments: new Map<Unit, readonly Comment[]>(),
  };
  const { start, end } = units.changedSince(before.units);
  const comments = new Map(before.comments);
  for (const unit of before.units.slice(start, before.units.length - end)) comments.delete(unit);
  for (const unit of units.slice(start, units.length - end)) {
    if (unit.text.includes('topology-ignore')) comments.set(unit, read(unit));
  }
  known.set(first, { units, comments });
  return [...comments]
    .sort(([a], [b]) => a.start - b.start)
    .flatMap(([unit, own]) =>
      own.map((comment) => ({
        ...comment,
        line: comment.line === undefined ? undefined : unit.startLine + comment.line,
      })),
    );
}

function read(unit: Unit): Comment[] {
  const lines = unit.text.split(/\r\n|\n|\r/);
  const comments: Comment[] = [];
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    const match = COMMENT.exec(line);
    if (match) {
      const alone = line.trimStart().startsWith('#');
      const scope = match[2] === undefined ? 'line' : 'file';
      const codes = match[3]!.split(',').map((code) => code.trim());
      const lineBreak = unit.text.startsWith('\r\n', offset + line.length) ? 2 : 1;
      const extent = alone
        ? { unit, start: offset, end: Math.min(unit.text.length, offset + line.length + lineBreak) }
        : {
            unit,
            start: offset + line.slice(0, line.indexOf('#', match.index)).trimEnd().length,
            end: offset + line.length,
          };
      for (const code of codes) {
        const start = offset + line.indexOf(code, match.index + match[0].indexOf(':'));
        comments.push({
          scope,
          code,
          codePlace: { unit, start, end: start + code.length },
          extent,
          shared: codes.length > 1,
          reason: match[4]!.trim(),
          line: scope === 'file' ? undefined : alone ? nextLine(lines, index) : index,
        });
      }
    }
    offset += line.length + (unit.text.startsWith('\r\n', offset + line.length) ? 2 : 1);
  }
  return comments;
}

/** The line below that is no comment and not blank; that after the unit, when the comment ends it. */
function nextLine(lines: readonly string[], from: number): number {
  const next = lines.findIndex(
    (line, index) => index > from && line.trim() !== '' && !line.trimStart().startsWith('#'),
  );
  return next >= 0 ? next : lines.length - 1;
}
