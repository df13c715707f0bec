import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkArguments } from '../../client/src/features/check-task/definition.ts';
import manifest from '../../package.json' with { type: 'json' };
import { main } from '../../server/src/cli/main.ts';
import { SOURCE } from '../../server/src/features/diagnostics.ts';
import { NO_FILE_SYSTEM } from '../../server/src/files/file-system.ts';
import { filesUnder } from '../support/files.ts';
import { hxtopo, ROOT, temporaryFolder } from './process.ts';

const [matcher] = manifest.contributes.problemMatchers;
const [head, body] = matcher!.pattern.map(({ regexp }) => new RegExp(regexp));
const at = matcher!.pattern[0]!;
const SEVERITIES = ['error', 'warning', 'information', 'hint'];
const folder = temporaryFolder();

interface Problem {
  readonly file: string;
  readonly line: number;
  readonly character: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

/** As VS Code reads an output: a line that matches the first pattern, and right below it one that matches the second. */
function problemsIn(output: string): Problem[] {
  const lines = output.split('\n');
  return lines.flatMap((line, index) => {
    const first = head!.exec(line);
    const second = first && body!.exec(lines[index + 1] ?? '');
    if (!second) return [];
    const [file, row, column, severity, code] = [at.file, at.line, at.column, at.severity, at.code].map(
      (group) => first[group!]!,
    );
    const message = second[matcher!.pattern[1]!.message!]!;
    return [
      { file: file!, line: Number(row) - 1, character: Number(column) - 1, severity: severity!, code: code!, message },
    ];
  });
}

/** What `hxtopo check` itself says, as data. */
async function told(files: readonly string[], cwd: string): Promise<Problem[]> {
  const { out } = await hxtopo(['check', '--format', 'json', ...files], cwd);
  return JSON.parse(out).files.flatMap(
    // biome-ignore lint/suspicious/noExplicitAny: the output of the program
    ({ file, diagnostics }: any) =>
      // biome-ignore lint/suspicious/noExplicitAny: the output of the program
      diagnostics.map(({ code, severity, message, range }: any) => ({ file, ...range.start, severity, code, message })),
  );
}

describe('$hxtopo', () => {
  it.each(filesUnder(join(ROOT, 'samples/broken'), '.topology.yaml').map((file) => relative(ROOT, file)))(
    'reads what a task writes of %s, one to one',
    async (file) => {
      const { out } = await hxtopo(checkArguments({ type: 'hxtopo', task: 'check' }, [file]), ROOT);
      const expected = await told([file], ROOT);
      expect(expected.length).toBeGreaterThan(0);
      expect(problemsIn(out)).toEqual(expected);
    },
  );

  it('reads files whose names hold blanks and colons', async () => {
    const name = 'a b:3:4 error x.topology.yaml';
    writeFileSync(join(folder, name), 'topology: 2\n');
    const { out } = await hxtopo(['check', '--plain', name], folder);
    expect(problemsIn(out)).toEqual(await told([name], folder));
  });

  it('reads what goes to a narrow terminal in colours, with --plain', async () => {
    const write = async (...options: string[]): Promise<string> => {
      let out = '';
      await main(
        ['check', ...options, '-'],
        {
          files: NO_FILE_SYSTEM,
          filesAt: () => NO_FILE_SYSTEM,
          toUri: (path) => `file:///${path}`,
          toPath: (uri) => uri,
          readStream: async () => 'topology: 2\n',
          writeFile: () => Promise.reject(new Error('no file')),
          out: (text) => {
            out += text;
          },
          err: () => undefined,
          terminal: { colour: true, width: 20 },
        },
        '0',
      );
      return out;
    };
    expect(problemsIn(await write())).toEqual([]);
    expect(problemsIn(await write('--plain'))).toMatchObject([{ file: '-', line: 0, code: 'format/version' }]);
  });

  it('has the owner of the server’s diagnostics, which replace its own when a file is opened', () => {
    expect(matcher!.owner).toBe(SOURCE);
  });

  it('takes what VS Code has no name for as information', () => {
    // VS Code knows `error` and `warning`; for others the matcher's own severity counts.
    expect(matcher!.severity).toBe('info');
    expect(SEVERITIES.map((severity) => head!.exec(`f:1:2 ${severity} a/b`)?.[at.severity!])).toEqual(SEVERITIES);
  });
});
