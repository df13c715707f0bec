import type { TextEdit } from '../tree.ts';

/** A stretch of the original text, or text that is new. */
type Piece = { readonly start: number; readonly end: number } | string;

/** A text that is edited in several rounds, and knows in the end which edits of the original lead there. */
export class EditedText {
  readonly #original: string;
  #pieces: readonly Piece[];

  constructor(original: string) {
    this.#original = original;
    this.#pieces = [{ start: 0, end: original.length }];
  }

  get text(): string {
    return this.#pieces.map((piece) => this.#textOf(piece)).join('');
  }

  /** Applies edits in the offsets of the text as it is now; sorted, not overlapping. */
  apply(edits: readonly TextEdit[]): void {
    const result: Piece[] = [];
    let at = 0;
    let next = 0;
    for (const piece of this.#pieces) {
      const end = at + this.#textOf(piece).length;
      let from = at;
      while (next < edits.length && edits[next]!.start < end) {
        const edit = edits[next]!;
        if (edit.start >= at) {
          result.push(cut(piece, from - at, edit.start - at), edit.newText);
        }
        if (edit.end > end) {
          from = end;
          break;
        }
        from = Math.max(from, edit.end);
        next++;
      }
      result.push(cut(piece, from - at, end - at));
      at = end;
    }
    for (const edit of edits.slice(next)) if (edit.start >= at) result.push(edit.newText);
    this.#pieces = result.filter((piece) => this.#textOf(piece) !== '');
  }

  /** The edits of the original text that give the text as it is now; sorted, not overlapping. */
  edits(): TextEdit[] {
    const edits: TextEdit[] = [];
    let at = 0;
    let newText = '';
    const flush = (until: number): void => {
      if (until > at || newText !== '') edits.push({ start: at, end: until, newText });
      newText = '';
    };
    for (const piece of this.#pieces) {
      if (typeof piece === 'string') newText += piece;
      else {
        flush(piece.start);
        at = piece.end;
      }
    }
    flush(this.#original.length);
    return edits;
  }

  #textOf(piece: Piece): string {
    return typeof piece === 'string' ? piece : this.#original.slice(piece.start, piece.end);
  }
}

function cut(piece: Piece, from: number, to: number): Piece {
  if (typeof piece === 'string') return piece.slice(from, to);
  return { start: piece.start + from, end: piece.start + to };
}
