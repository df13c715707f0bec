import { openFile, readFileSteps } from '../engine/model/read-file.ts';
import { isTreeOf, type Steps, type SyntaxTree } from '../engine/syntax/index.ts';

/** An open document. Its text is parsed and read in steps, or at once when someone cannot wait. */
export class Opened {
  /** As the client writes it. */
  readonly uri: string;
  readonly version: number;
  #tree: SyntaxTree | undefined;
  #isReady = false;
  #work: Steps<void>;

  /**
   * @param key names the file in its tree
   * @param known a tree of the file that is given away, if there is one: it serves where its text is this one
   */
  constructor(uri: string, version: number, key: string, text: string, known?: SyntaxTree) {
    this.uri = uri;
    this.version = version;
    if (known && isTreeOf(known, text)) this.#tree = known;
    this.#work = this.#tree ? this.#read() : this.#parse(key, text);
  }

  /** The document after an edit, of which this one is void. */
  edited(version: number, tree: SyntaxTree): Opened {
    const edited = new Opened(this.uri, version, tree.uri, '');
    edited.#tree = tree;
    edited.#work = edited.#read();
    // What an edit leaves of a file that is read is not looked at again.
    edited.#isReady = this.#isReady;
    return edited;
  }

  get tree(): SyntaxTree {
    while (!this.#tree) this.#work.next();
    return this.#tree;
  }

  /** Whether it is parsed and read. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Parses and reads it, from where that is. */
  *steps(): Steps<void> {
    while (!this.#isReady && !this.#work.next().done) yield;
  }

  *#parse(key: string, text: string): Steps<void> {
    this.#tree = yield* openFile(key, text);
    this.#isReady = true;
  }

  *#read(): Steps<void> {
    yield* readFileSteps(this.tree);
    this.#isReady = true;
  }
}
