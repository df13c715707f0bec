import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CommandError } from './io.ts';

export type Options = NonNullable<ParseArgsConfig['options']>;

export interface Arguments {
  readonly values: { readonly [name: string]: string | boolean | readonly (string | boolean)[] | undefined };
  readonly positionals: readonly string[];
}

/** Reads a command's arguments. Throws a {@link CommandError} on an option that it does not have. */
export function readArguments(argv: readonly string[], options: Options): Arguments {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    return { values, positionals };
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message.split('. ')[0]! : String(error));
  }
}

/** An option's value out of a list of words. Throws a {@link CommandError} on any other. */
export function oneOfWords<W extends string>(option: string, value: unknown, words: readonly W[]): W {
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) {
    throw new CommandError(
      `--${option} takes ${words.slice(0, -1).join(', ')} or ${words.at(-1)}, not '${String(value)}'`,
    );
  }
  return word;
}
