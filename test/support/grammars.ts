import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Node, Parser } from '@vscode/tree-sitter-wasm';

/** The grammars by which VS Code reads scripts, to tell whether one that is written here is one. */

const load = createRequire(import.meta.url);
const MODULE = '@vscode/tree-sitter-wasm';
const { Parser: Parsers, Language } = load(MODULE) as typeof import('@vscode/tree-sitter-wasm');

export async function grammar(name: 'powershell' | 'bash'): Promise<Parser> {
  await Parsers.init();
  const parser = new Parsers();
  parser.setLanguage(await Language.load(join(dirname(load.resolve(MODULE)), `tree-sitter-${name}.wasm`)));
  return parser;
}

/** Where the text is no script of the grammar: the line and what stands there. */
export function errorsIn(parser: Parser, text: string): string[] {
  return inTree(parser, text, (root) => {
    // Most have none, and it takes long to look at every node.
    if (!root.hasError) return [];
    const errors: string[] = [];
    const walk = (node: Node): void => {
      if (node.isError || node.isMissing)
        errors.push(`${node.startPosition.row + 1}: ${node.type} ${node.text.slice(0, 80)}`);
      for (const child of node.children) if (child) walk(child);
    };
    walk(root);
    return errors;
  });
}

/** Every command that the script names, in its order. */
export function commandsIn(parser: Parser, text: string): string[] {
  return inTree(parser, text, (root) => root.descendantsOfType('command_name').map((node) => node!.text));
}

function inTree<T>(parser: Parser, text: string, look: (root: Node) => T): T {
  const tree = parser.parse(text)!;
  try {
    return look(tree.rootNode);
  } finally {
    tree.delete();
  }
}
